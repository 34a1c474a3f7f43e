"""The boards as the API has them: looked at so often at most, encoded once, and kept while somebody pages through them.

A cursor names one version of a board and a rank in it. The pages of a walk are all of that version, however the board
changes meanwhile: no line comes twice and none is missed. The last versions are kept for those who hold a cursor."""

import hashlib
import json
import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from clickgame.contract.answers import answered
from clickgame.contract.boards import SLOT_0, Board
from clickgame.contract.calls import Link
from clickgame.contract.errors import UnknownArena, UnknownBoard
from clickgame.web.http.api import problems
from clickgame.web.http.api.problems import Refused

PAGES_KEPT = 256  # encoded; a stranger may ask for any part of any version

CURSOR = r"([0-9]{1,18})\.([0-9]{1,18})\.([0-9]{1,6})"
"""How a cursor is written: epoch, version, and the rank after which to go on."""

_LINE = re.compile(r"([^0-9])([0-9]*)")


class Encoded(NamedTuple):
    """An answer as it is sent, and the entity tag that changes with it."""

    body: bytes
    tag: str


class Place(NamedTuple):
    """A board of an arena."""

    arena: str
    board: str


class Line(NamedTuple):
    """One line of a board."""

    rank: int
    player: str
    handle: str
    score: int


Version = tuple[int, int]


def encode(value: object) -> Encoded:
    """Write *value* as JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Encoded(body, f'"{hashlib.sha256(body).hexdigest()[:16]}"')


def lines_of(board: Board) -> list[Line]:
    """Read the lines of *board*, as the page does, the first place first."""
    names = {slot: (player, handle) for slot, (player, handle) in enumerate(board.names)}
    names |= {slot: (player, handle) for slot, player, handle in board.fresh}
    parts = _LINE.findall(board.lines)
    read: list[Line] = []
    score = 0
    for below, (slot, more) in enumerate(parts):
        score += int(more or 0)
        read.append(Line(len(parts) - below, *names[ord(slot) - SLOT_0], score))
    return read[::-1]


class Boards:
    """The boards at the end of a link."""

    def __init__(self, link: Link, *, look_hz: float, kept: int, clock: Callable[[], float]) -> None:
        """Look at each board *look_hz* times a second at most, by *clock* (s), and keep *kept* versions of it."""
        self._link = link
        self._look_s = 1 / look_hz
        self._most = kept
        self._clock = clock
        self._newest: dict[Place, tuple[float, Board]] = {}
        self._kept: dict[Place, dict[Version, Board]] = {}
        self._pages: dict[tuple[Place, Version, int, int], Encoded] = {}

    async def newest(self, place: Place) -> Board:
        """Give the board at *place* as it was a moment ago at most. Raises UnknownArena or UnknownBoard."""
        now = self._clock()
        looked_at, newest = self._newest.get(place, (0.0, None))
        if newest is None or now - looked_at >= self._look_s:
            if newest is None:
                await self._check(place)  # nothing is built, or remembered, for a name that somebody made up
            try:
                newest = await answered(partial(self._link.board, *place))
            except UnknownArena:
                self._newest.pop(place, None)
                self._kept.pop(place, None)
                raise
            self._newest[place] = now, newest
        return newest

    async def page(self, place: Place, *, limit: int, cursor: str = "") -> Encoded:
        """Give *limit* lines of a board from where *cursor* has come to, encoded once for all who ask for them.

        Raises UnknownArena, UnknownBoard, and Refused for a cursor of no board, or of one that is not kept.
        """
        newest = await self.newest(place)
        shown, start = self._at(place, cursor) if cursor else (newest, 0)
        version = shown.epoch, shown.version
        found = self._pages.get((place, version, start, limit))
        if found is None:
            found = self._pages[place, version, start, limit] = encode(_page(place, shown, start=start, limit=limit))
            if len(self._pages) > PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
        if start + limit < len(_LINE.findall(shown.lines)):
            self._keep(place, shown)
        return found

    def _at(self, place: Place, cursor: str) -> tuple[Board, int]:
        """Give the version of the board that *cursor* is of, and how many lines it has left behind."""
        match = re.fullmatch(CURSOR, cursor)
        if match is None:
            raise Refused(problems.CURSOR)
        epoch, version, start = (int(part) for part in match.groups())
        shown = self._kept.get(place, {}).get((epoch, version))
        if shown is None:
            raise Refused(problems.EXPIRED)
        if not 0 < start < len(_LINE.findall(shown.lines)):
            raise Refused(problems.CURSOR)
        return shown, start

    def _keep(self, place: Place, shown: Board) -> None:
        """Keep a version that somebody has a cursor of, and let the oldest go, however often that is asked for."""
        kept = self._kept.setdefault(place, {})
        kept.setdefault((shown.epoch, shown.version), shown)
        if len(kept) > self._most:
            del kept[next(iter(kept))]

    async def _check(self, place: Place) -> None:
        if all(board.key != place.board for board in (await self._link.arena(place.arena)).boards):
            raise UnknownBoard


def _page(place: Place, shown: Board, *, start: int, limit: int) -> dict[str, object]:
    lines = lines_of(shown)
    end = start + limit
    return {
        "arena": place.arena,
        "board": place.board,
        "epoch": shown.epoch,
        "version": shown.version,
        "online": shown.online,
        "total": shown.total,
        "places": len(lines),
        "rows": [line._asdict() for line in lines[start:end]],
        "next": f"{shown.epoch}.{shown.version}.{end}" if end < len(lines) else None,
    }
