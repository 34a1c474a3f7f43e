"""Which page is at an address: those of the table, and those whose address names something of the game's."""

from collections.abc import Callable
from dataclasses import replace

from clickgame.contract.arenas import ARENA, NOWHERE, arena_at
from clickgame.contract.calls import Link
from clickgame.contract.errors import UnknownArena
from clickgame.web import previews
from clickgame.web.http.cards import run_at
from clickgame.web.previews import NAME, Preview

Find = Callable[[str], Preview | None]


def finder(link: Link) -> Find:
    """Make what gives the preview of a path, and None for a path that is none, with what *link* knows."""

    def find(path: str) -> Preview | None:
        return previews.find(path) or _arena(path, link) or run_at(path, link)

    return find


def _arena(path: str, link: Link) -> Preview | None:
    name = arena_at(path)
    if name in {NOWHERE, ARENA}:
        return None
    try:
        arena = link.arena(name)
    except UnknownArena:
        return None
    return replace(previews.ARENA, path=path.rstrip("/"), title=f"{arena.title} · {NAME}", description=arena.text)
