"""Which page is at an address: those of the table, and those whose address names something of the game's."""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from clickgame.contract.arenas import ARENA, NOWHERE, arena_at
from clickgame.contract.calls import Link
from clickgame.contract.errors import UnknownArena, UnknownPlayer
from clickgame.web import previews
from clickgame.web.http.cards import run_at
from clickgame.web.previews import NAME, Preview

_PLAYER = re.compile(r"/p/([\w-]{1,64})/?", re.ASCII)

Find = Callable[[str], Awaitable[Preview | None]]


def finder(link: Link, *, lessons: Iterable[Preview] = (), has_operator: bool = False) -> Find:
    """Make what gives the preview of a path, and None for a path that is none, with what *link* knows.

    *lessons* are the pages of those, and the operator's page is one only with *has_operator*.
    """
    of_lessons = {preview.path: preview for preview in lessons}

    async def find(path: str) -> Preview | None:
        if not has_operator and previews.find(path) is previews.OPERATOR:
            return previews.MISSING
        known = previews.find(path) or of_lessons.get(path.rstrip("/"))
        return known or await _arena(path, link) or await _player(path, link) or await run_at(path, link)

    return find


async def _arena(path: str, link: Link) -> Preview | None:
    name = arena_at(path)
    if name in {NOWHERE, ARENA}:
        return None
    try:
        arena = await link.arena(name)
    except UnknownArena:
        return previews.MISSING
    return replace(previews.ARENA, path=path.rstrip("/"), title=f"{arena.title} · {NAME}", description=arena.text)


async def _player(path: str, link: Link) -> Preview | None:
    asked = _PLAYER.fullmatch(path)
    if asked is None:
        return None
    path = path.rstrip("/")
    try:
        found = await link.profile(asked[1])
    except UnknownPlayer:
        title, status = f"No such player · {NAME}", previews.MISSING.status
        return replace(previews.PROFILE, path=path, title=title, description=previews.NO_PLAYER, status=status)
    best = max((score.best for score in found.scores), default=0)
    told = f"{found.handle} has pressed {found.total:,} times, at best {best:,} times in one run."
    return replace(previews.PROFILE, path=path, title=f"{found.handle} · {NAME}", description=told)
