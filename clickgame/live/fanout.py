"""The boards' way out: built once, encoded once, written to all who watch, in slices that give way to presses.

The engine only says that something changed. The ticker then sends the parts of each board that changed, as often as the
pace allows. A reader who is too slow is skipped and gets the whole board when there is room again.
"""

import asyncio
import itertools
import time
from collections.abc import Iterable
from typing import NamedTuple

from clickgame.core.boards import BOARDS
from clickgame.core.ranking import Row
from clickgame.engine import Engine
from clickgame.live.frames import Frame, Values, Vocabulary
from clickgame.live.pace import Pace
from clickgame.live.presence import Presence, Seat
from clickgame.live.slots import Slots

CROWD = 500  # connections from which on ranks are told as seldom as the settings say
TOP = 10  # ranks whose newcomers are shown at once
MEMBERS_S = 2.0  # for which a full board keeps its other members
STANDINGS_SHARE = 0.04  # of the core, that telling ranks may take
SLICE_S = 0.0015  # of writing, before the loop gets a turn
STEPS = 16  # sockets written to between two looks at the clock


class Change(NamedTuple):
    """What is new on a board, and how many bytes of it come with every tick: all but the names of newcomers."""

    frame: Frame
    usual_bytes: int


class Tick(NamedTuple):
    """What one round of boards took: seconds of this thread, pauses left out, and usual bytes for each page at most."""

    cost_s: float
    usual_bytes: int


class BoardView:
    """One board as its watchers have it."""

    def __init__(self, board: str, words: Vocabulary) -> None:
        """Start with an empty board that nobody has been sent."""
        self._board = board
        self._words = words
        self._slots = Slots()
        self._sent: dict[str, object] = {}
        self._whole: Frame | None = None
        self._members_at = 0.0

    def refresh(self, engine: Engine, *, online: int) -> Change | None:
        """Bring the view up to date; give the parts that changed, or None when none did."""
        self._slots.fill(self._rows(engine))
        parts: dict[str, object] = {
            "names": self._slots.names,
            "fresh": self._slots.fresh,
            "lines": self._slots.lines,
            "total": engine.game.total,
            "online": online,
        }
        changed = {name: part for name, part in parts.items() if self._sent.get(name) != part}
        if not changed:
            return None
        self._sent, self._whole = parts, None
        frame = usual = self._frame(changed)
        if "fresh" in changed or "names" in changed:
            usual = self._frame({name: part for name, part in changed.items() if name not in {"names", "fresh"}})
        return Change(frame, len(usual.message))

    def _rows(self, engine: Engine) -> list[Row]:
        """Give the lines to show: a full board changes its members once in a while only, unless one comes far up.

        Names are most of a board's bytes, and at its lower end places change hands all the time.
        """
        rows, now = engine.rows(self._board), engine.now()
        shown = self._slots.players
        newcomers = [row for row in rows if row.player not in shown]
        is_full = len(shown) >= engine.settings.board_rows
        if newcomers and is_full and newcomers[0].rank > TOP and now - self._members_at < MEMBERS_S:
            still = engine.rows_of(self._board, shown)
            if len(still) == len(shown):
                return still
        if newcomers:
            self._members_at = now
        return rows

    def whole(self) -> Frame:
        """Give everything, for somebody who has nothing."""
        if self._whole is None:
            self._whole = self._frame({**self._sent, "shown": self._board})
        return self._whole

    def _frame(self, values: Values) -> Frame:
        return self._words.delta(self._words.board, values)


class Fanout:
    """The ticker."""

    def __init__(self, engine: Engine, presence: Presence, words: Vocabulary) -> None:
        """Send *engine*'s boards to whoever is present."""
        self._engine = engine
        self._presence = presence
        self._words = words
        self._views = {kind.key: BoardView(kind.key, words) for kind in BOARDS}
        self._is_fresh = False

    def seed(self, seat: Seat) -> None:
        """Send the whole board that *seat* watches."""
        if not self._is_fresh:
            self._refresh_all()
        seat.wire.write(self._views[seat.board].whole())

    async def run(self) -> None:
        """Send boards until cancelled."""
        pace, clock = Pace(self._engine.settings), asyncio.get_running_loop().time
        before = clock()
        while True:
            await self._engine.changed.wait()
            self._engine.changed.clear()
            began = clock()
            tick = await self.tick()
            due = began + pace.period_s(cost_s=tick.cost_s, sent_bytes=tick.usual_bytes, passed_s=began - before)
            before = began
            await asyncio.sleep(max(0.0, due - clock()))

    async def run_standings(self) -> None:
        """Tell players their rank and neighbours, at the boards' pace in a small room, until cancelled."""
        settings = self._engine.settings
        cost_s = 0.0
        while True:
            crowd = min(1.0, len(self._presence.seats()) / CROWD)
            await asyncio.sleep(max(1 / settings.tick_hz, settings.standing_s * crowd, cost_s / STANDINGS_SHARE))
            self._engine.settle()
            cost_s = await _in_slices(self.tell_standing(seat) for seat in tuple(self._presence.seats()) if seat.board)

    async def tick(self) -> Tick:
        """Send every board once."""
        cost_s, usual_bytes = 0.0, 0
        for kind in BOARDS:
            started = time.perf_counter()
            changed = self._refresh(kind.key)
            cost_s += time.perf_counter() - started
            if changed is not None:
                watchers = tuple(self._presence.watchers(kind.key))
                usual_bytes = max(usual_bytes, changed.usual_bytes) if watchers else usual_bytes
                cost_s += await _in_slices(self._send(seat, kind.key, changed.frame) for seat in watchers)
        return Tick(cost_s, usual_bytes)

    def tell_standing(self, seat: Seat) -> None:
        """Tell *seat* its rank and neighbours on its board, if they have changed."""
        standing = self._engine.standing(seat.board, seat.player)
        if standing != seat.told and not seat.wire.is_full:
            seat.told = standing
            seat.wire.write(self._words.delta(self._words.play, standing._asdict()))

    def _send(self, seat: Seat, board: str, changed: Frame) -> None:
        if seat.board == board:
            frame = self._views[board].whole() if seat.is_behind else changed
            seat.is_behind = not seat.wire.offer(frame)

    def _refresh(self, board: str) -> Change | None:
        self._engine.settle()
        self._is_fresh = True
        return self._views[board].refresh(self._engine, online=self._presence.online)

    def _refresh_all(self) -> None:
        for board in self._views:
            self._refresh(board)


async def _in_slices(work: Iterable[None]) -> float:
    """Do *work* a slice at a time with a turn of the loop between; give its cost in seconds.

    A slice is a stretch of time, not a number: boards get their share even where a turn takes in a thousand presses.
    """
    cost_s = 0.0
    steps = iter(work)
    began = time.perf_counter()
    while sum(1 for _ in itertools.islice(steps, STEPS)) == STEPS:
        passed_s = time.perf_counter() - began
        if passed_s >= SLICE_S:
            cost_s += passed_s
            await asyncio.sleep(0)
            began = time.perf_counter()
    return cost_s + time.perf_counter() - began
