"""The boards' way out: built once, encoded once, written to all who watch, in slices that give way to presses.

The engine only says that something changed. The ticker then sends the parts of each board that changed, as often as the
pace allows. A reader who is too slow is skipped and gets the whole board when there is room again.
"""

import asyncio
import time
from functools import partial
from typing import NamedTuple

from clickgame.core.boards import BOARDS
from clickgame.core.ranking import Row
from clickgame.engine.engine import Engine
from clickgame.engine.slots import Slots
from clickgame.gateway.clients import Client, Presence
from clickgame.gateway.pace import Pace
from clickgame.gateway.reflex.frames import Frame, Values, Vocabulary
from clickgame.gateway.slices import in_slices

CROWD = 500  # connections from which on ranks are told as seldom as the settings say
TOP = 10  # ranks whose newcomers are shown at once
MEMBERS_S = 2.0  # for which a full board keeps its other members
STANDINGS_SHARE = 0.02  # of the core, that telling ranks may take
STALE_S = 0.02  # after which a board that is still going out is brought up to date,
RENEWAL_SHARE = 0.06  # unless that would take more than this of the core


class Tick(NamedTuple):
    """What one round of boards took: seconds of this thread, pauses left out, and bytes for each page at most.

    The names of newcomers are not among these bytes: they come seldom.
    """

    cost_s: float
    usual_bytes: int


class BoardView:
    """One board as its watchers have it: `frame` is what a round of sending has for each of them.

    When a round takes long, those who are late in it get more than those who were first (`catch_up`). The next round
    has these parts for everybody, so that nobody misses them.
    """

    frame: Frame
    usual_bytes: int

    def __init__(self, board: str, words: Vocabulary) -> None:
        """Start with an empty board that nobody has been sent."""
        self._board = board
        self._words = words
        self._slots = Slots()
        self._parts: dict[str, object] = {}
        self._due: set[str] = set()
        self._late: set[str] = set()
        self._whole: Frame | None = None
        self._members_at = 0.0

    def begin(self, engine: Engine, *, online: int) -> bool:
        """Begin a round with the parts that changed since the one before began; tell whether there are any."""
        self._due, self._late = self._late | self._renew(engine, online), set()
        if self._due:
            self._make_frame()
        return bool(self._due)

    def catch_up(self, engine: Engine, *, online: int) -> None:
        """Bring the rest of the round up to date."""
        changed = self._renew(engine, online)
        if changed:
            self._due |= changed
            self._late |= changed
            self._make_frame()

    def _renew(self, engine: Engine, online: int) -> set[str]:
        self._slots.fill(self._rows(engine))
        parts: dict[str, object] = {
            "names": self._slots.names,
            "fresh": self._slots.fresh,
            "lines": self._slots.lines,
            "total": engine.game.total,
            "online": online,
        }
        changed = {name for name, part in parts.items() if self._parts.get(name) != part}
        if changed:
            self._parts, self._whole = parts, None
        return changed

    def _make_frame(self) -> None:
        due = {name: self._parts[name] for name in self._due}
        self.frame = usual = self._frame(due)
        if "fresh" in due or "names" in due:
            usual = self._frame({name: part for name, part in due.items() if name not in {"names", "fresh"}})
        self.usual_bytes = len(usual.message)

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
            self._whole = self._frame({**self._parts, "shown": self._board})
        return self._whole

    def _frame(self, values: Values) -> Frame:
        return self._words.delta(self._words.board, values)


class Broadcast:
    """The ticker."""

    def __init__(self, engine: Engine, presence: Presence, words: Vocabulary) -> None:
        """Send *engine*'s boards to whoever is present."""
        self._engine = engine
        self._presence = presence
        self._words = words
        self._views = {kind.key: BoardView(kind.key, words) for kind in BOARDS}
        self._renewed_at = 0.0
        self._renewal_s = 0.0

    def seed(self, client: Client) -> None:
        """Send the whole board that *client* watches."""
        if not self._renewed_at:
            for view in self._views.values():
                self._begin(view)
        client.wire.write(self._views[client.board].whole())

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
            crowd = min(1.0, len(self._presence.clients()) / CROWD)
            await asyncio.sleep(max(1 / settings.tick_hz, settings.standing_s * crowd, cost_s / STANDINGS_SHARE))
            self._engine.settle()
            cost_s = await in_slices(
                self.tell_standing(client) for client in tuple(self._presence.clients()) if client.board
            )

    async def tick(self) -> Tick:
        """Send every board once."""
        cost_s, usual_bytes = 0.0, 0
        for board, view in self._views.items():
            started = time.perf_counter()
            has_changed = self._begin(view)
            cost_s += time.perf_counter() - started
            watchers = tuple(self._presence.watchers(board))
            if has_changed and watchers:
                usual_bytes = max(usual_bytes, view.usual_bytes)
                sending = (self._send(client, board, view) for client in watchers)
                cost_s += await in_slices(sending, before_each=partial(self._catch_up, view))
        return Tick(cost_s, usual_bytes)

    def tell_standing(self, client: Client) -> None:
        """Tell *client* its rank and neighbours on its board, if they have changed."""
        standing = self._engine.standing(client.board, client.player)
        if standing != client.told and not client.wire.is_full:
            client.told = standing
            client.wire.write(self._words.delta(self._words.play, standing._asdict()))

    def _send(self, client: Client, board: str, view: BoardView) -> None:
        if client.board == board:
            client.is_behind = not client.wire.offer(view.whole() if client.is_behind else view.frame)

    def _begin(self, view: BoardView) -> bool:
        self._renewed_at = time.perf_counter()
        self._engine.settle()
        has_changed = view.begin(self._engine, online=self._presence.online)
        self._renewal_s = time.perf_counter() - self._renewed_at
        return has_changed

    def _catch_up(self, view: BoardView) -> None:
        now = time.perf_counter()
        if now - self._renewed_at >= max(STALE_S, self._renewal_s / RENEWAL_SHARE):
            self._renewed_at = now
            self._engine.settle()
            view.catch_up(self._engine, online=self._presence.online)
            self._renewal_s = time.perf_counter() - now
