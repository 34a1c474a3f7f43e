"""The boards' way out: encoded once, written to all who watch, in slices that give way to presses.

The engine only says that something changed. The ticker then asks for each board that somebody watches and sends the
parts of it that changed, as often as the pace allows. A reader who is too slow is skipped and gets the whole board when
there is room again. What else all pages in an arena are to be told goes in the same frames: a frame costs the same,
whatever is in it, for each of thousands.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from clickgame.contract.answers import Then, answered
from clickgame.contract.boards import Board
from clickgame.contract.calls import Link
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Standing
from clickgame.gateway.clients import Client, Clients
from clickgame.gateway.pace import Pace
from clickgame.gateway.reflex.channels import PLAY, Channel
from clickgame.gateway.reflex.protocol import Values, delta
from clickgame.gateway.slices import in_slices
from clickgame.gateway.views import View
from clickgame.settings import Settings

CROWD = 500  # connections from which on ranks are told as seldom as the settings say
STANDINGS_SHARE = 0.02  # of the core, that telling ranks may take
STANDINGS_AT_ONCE = 16  # clients whose ranks are asked for in one call
STALE_S = 0.02  # after which a board that is still going out is brought up to date,
RENEWAL_SHARE = 0.06  # unless that would take more than this of the core


class Tick(NamedTuple):
    """What one round of boards took: seconds of this thread, pauses left out, and bytes for each page at most.

    The names of newcomers are not among these bytes: they come seldom.
    """

    cost_s: float
    usual_bytes: int


class Broadcast:
    """The ticker."""

    def __init__(self, link: Link, clients: Clients, settings: Settings) -> None:
        """Send the boards at the end of *link* to those of *clients* who watch them."""
        self._link = link
        self._clients = clients
        self._settings = settings
        self._views: dict[tuple[str, str], View] = {}
        self._beside: defaultdict[str, dict[str, Values]] = defaultdict(dict)
        self.rounds, self.cost_s = 0, 0.0
        self._is_anybody_behind = False
        self._renewed_at = 0.0
        self._renewal_s = 0.0

    def open(self, arena: str, board: str, then: Then[View]) -> None:
        """Give the frames of *board* of *arena*, at once where they are known. Refuses with UnknownArena or Board."""
        view = self._views.get((arena, board))
        if view is not None:
            then(view)
            return

        def given(newest: Board | GameError) -> None:
            if isinstance(newest, GameError):
                then(newest)
                return
            view = View(board, {**self._beside[""], **self._beside[arena]})
            view.begin(newest)
            then(self._views.setdefault((arena, board), view))

        self._link.board(arena, board, given)

    def show(
        self, client: Client, board: str, then: Callable[[GameError | None], None] = lambda _refusal: None
    ) -> None:
        """Turn *client* to *board* and show it the whole of it; *then* it is, or is refused as `open` does."""

        def opened(view: View | GameError) -> None:
            if isinstance(view, GameError):
                then(view)
                return
            if client.has_left:
                return
            if client.board != board:
                self._clients.watch(client, board)
            client.wire.write(view.whole())
            then(None)

        self.open(client.arena, board, opened)

    def tell_all(self, channel: Channel, values: Values, *, arena: str = "") -> None:
        """Tell *values* for vars of *channel*, always the same ones, to all who watch a board of *arena*, "" being any.

        The next round has what is new of them; whoever is sent a whole board gets all of them with it.
        """
        self._beside[arena][channel.name] = values
        for (place, _), view in self._views.items():
            if arena in ("", place) and view.tell(channel.name, values):
                self._link.changed.set()

    def arenas(self) -> set[str]:
        """Give the arenas of which somebody watches a board."""
        return {arena for arena, board in self._views if self._clients.watchers(arena, board)}

    async def run(self) -> None:
        """Send boards until cancelled."""
        pace, clock = Pace(self._settings), asyncio.get_running_loop().time
        before = clock()
        while True:
            await self._link.changed.wait()
            self._link.changed.clear()
            began = clock()
            tick = await self.tick()
            self.rounds += 1
            self.cost_s += tick.cost_s
            due = began + pace.period_s(cost_s=tick.cost_s, sent_bytes=tick.usual_bytes, passed_s=began - before)
            before = began
            await asyncio.sleep(max(0.0, due - clock()))

    async def run_standings(self) -> None:
        """Tell players their rank and neighbours, at the boards' pace in a small room, until cancelled."""
        settings = self._settings
        cost_s = 0.0
        while True:
            crowd = min(1.0, len(self._clients.all()) / CROWD)
            await asyncio.sleep(max(1 / settings.tick_hz, settings.standing_s * crowd, cost_s / STANDINGS_SHARE))
            watching = [client for client in self._clients.all() if client.board]
            cost_s = 0.0
            for start in range(0, len(watching), STANDINGS_AT_ONCE):
                cost_s += await self._tell_standings(watching[start : start + STANDINGS_AT_ONCE])
                await asyncio.sleep(0)

    async def tick(self) -> Tick:
        """Send every board that somebody watches: what is new to all, the whole to whoever has missed some."""
        cost_s, usual_bytes = 0.0, 0
        for (arena, board), view in tuple(self._views.items()):
            if not self._clients.watchers(arena, board):
                del self._views[arena, board]
                if all(place != arena for place, _ in self._views):
                    self._beside.pop(arena, None)
                continue
            started = time.perf_counter()
            try:
                newest = await answered(partial(self._link.board, arena, board))
            except GameError:  # its arena has closed, or there is another time
                continue
            self._renewed_at, self._renewal_s = started, time.perf_counter() - started
            has_changed = view.begin(newest)
            cost_s += time.perf_counter() - started
            watchers = tuple(self._clients.watchers(arena, board))  # some may have come while it was asked for
            due = watchers if has_changed else [client for client in watchers if client.is_behind]
            if due:
                usual_bytes = max(usual_bytes, view.usual_bytes)
                sending = (self._send(client, board, view) for client in due)
                cost_s += await in_slices(sending, before_each=partial(self._catch_up, arena, board, view))
        if self._is_anybody_behind:
            self._is_anybody_behind = False
            self._link.changed.set()
        return Tick(cost_s, usual_bytes)

    def tell_standings(self, clients: Sequence[Client], then: Callable[[], None] = lambda: None) -> None:
        """Tell each of *clients* its rank and neighbours on its board, if they have changed; *then* it is done."""
        asked = [(client.player, client.arena, client.board) for client in clients]

        def given(standings: Sequence[Standing] | GameError) -> None:
            if not isinstance(standings, GameError):
                for client, place, standing in zip(clients, asked, standings, strict=True):
                    if client.board == place[-1] and not client.wire.is_full and not client.has_left:
                        _tell_standing(client, standing)
            then()

        self._link.standings(asked, given)

    async def _tell_standings(self, clients: Sequence[Client]) -> float:
        """Tell them, and give how long (s) asking took: the engine beside answers within it."""
        done, began = asyncio.Event(), time.perf_counter()
        self.tell_standings(clients, done.set)
        asked_s = time.perf_counter() - began
        await done.wait()
        return asked_s

    def _send(self, client: Client, board: str, view: View) -> None:
        if client.board == board:
            client.is_behind = not client.wire.offer(view.whole() if client.is_behind else view.frame)
            if client.is_behind:
                self._is_anybody_behind = True

    def _catch_up(self, arena: str, board: str, view: View) -> None:
        began = time.perf_counter()
        if began - self._renewed_at < max(STALE_S, self._renewal_s / RENEWAL_SHARE):
            return
        self._renewed_at = began

        def given(newest: Board | GameError) -> None:
            self._renewal_s = time.perf_counter() - began
            if not isinstance(newest, GameError):
                view.catch_up(newest)

        self._link.board(arena, board, given)


def _tell_standing(client: Client, standing: Standing) -> None:
    if client.learn_standing(standing):
        client.wire.write(delta(PLAY, standing._asdict()))
