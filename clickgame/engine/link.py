"""The link of a gateway in the engine's own process: a call, and the answer once the journal has it.

What needs no waiting is done at once. While somebody holds the lock over an `await` (a start, a stop), calls wait in
their order until it is free. What an engine is asked that is closed by then is not answered: pages ask again.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TypeVarTuple

from clickgame.contract.answers import Answer, Then
from clickgame.contract.arenas import NOWHERE
from clickgame.contract.boards import Board, Line
from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Beginning, Fact, Outcome, SignedOut, Standing, Welcome
from clickgame.contract.fairplay import MarkRead
from clickgame.contract.feed import FeedAsk, FeedPage
from clickgame.contract.moderation import BAN, RENAME
from clickgame.contract.presence import Move, People
from clickgame.contract.reads import ArenaInfo, Chosen, Holder, Profile
from clickgame.contract.runs import RunCard, RunRead
from clickgame.contract.seasons import ClosedSeason
from clickgame.engine import choices, privacy, programs, reads, runs
from clickgame.engine.engine import Engine
from clickgame.engine.job_runs import JobRuns
from clickgame.engine.learning import Learning
from clickgame.engine.moderation import Moderation
from clickgame.engine.moves import Moves
from clickgame.engine.operating import Operations
from clickgame.engine.tokens import holder

Given = TypeVarTuple("Given")

logger = logging.getLogger(__name__)


class LocalLink:
    """The way to *engine* for a gateway beside it."""

    def __init__(
        self, engine: Engine, *, lessons: Mapping[str, str] = MappingProxyType({}), jobs: JobRuns | None = None
    ) -> None:
        """Ask *engine*, which *jobs* run on; *lessons* has the titles of the course's lessons, by key."""
        self._engine = engine
        self._waiting: deque[Callable[[], None]] = deque()
        self._patient: asyncio.Task[None] | None = None
        self.moderation = Moderation(engine, self._ask)
        self.learning = Learning(engine, self._ask, lessons)
        self.operating = Operations(jobs or JobRuns(engine, engine.settings), self._answer)
        self.moves = Moves(engine, self._answer)
        self.changed = engine.changed
        self.now = engine.now
        self.listen: Callable[[Callable[[Fact], None]], None] = engine.listen

    def arrive(self, token: str, then: Then[Welcome], *, is_new: bool, arena: str = NOWHERE) -> None:
        """Greet the player with *token*; see `Link`."""

        def greet() -> Welcome:
            welcome = self._engine.arrive(token, is_new=is_new)
            return welcome if arena == NOWHERE else welcome._replace(place=reads.place(self._engine, arena))

        self._ask(greet, then)

    async def holder(self, token: str) -> Holder | None:
        """Tell who has a token; see `Link`."""
        return holder(self._engine.game, token)

    async def holders(self, tokens: Sequence[str]) -> Sequence[str]:
        """Tell who has each token; see `Link`."""
        return [found.player if (found := holder(self._engine.game, token)) else "" for token in tokens]

    def change_token(self, player: str, token: str, then: Then[None]) -> None:
        """Change a player's token; see `Link`."""

        def change() -> None:
            self._engine.change_token(player, token)
            self.moves.withdraw(player)
            self._engine.recorder.tell_later(SignedOut(player, is_cut_off=True))

        self._ask(change, then)

    def sign_out(self, player: str, then: Then[None]) -> None:
        """Have a player's pages load themselves anew; see `Link`."""
        self._ask(lambda: self._engine.recorder.tell_later(SignedOut(player, is_cut_off=False)), then)

    def rename(self, player: str, raw: object, then: Then[str]) -> None:
        """Rename *player*; see `Link`."""
        self._ask_of(player, lambda: self._engine.rename(player, raw), then, BAN, RENAME)

    async def kept(self, player: str) -> Mapping[str, object]:
        """Give all that is kept about *player*; see `Link`."""
        return privacy.kept(self._engine, player)

    def erase(self, player: str, then: Then[None]) -> None:
        """Drop *player*; see `Link`."""
        self._ask(lambda: privacy.erase(self._engine, player), then)

    def hear(
        self,
        counts: Sequence[Count],
        then: Callable[[Sequence[Outcome | GameError]], None],
        *,
        at: float | None = None,
    ) -> None:
        """Hear *counts*, a gateway's turn, and write what they changed with it; see `Link`.

        They are judged as heard *at* a time (s), now if that is not given.
        """
        self._do(self._hear, counts, then, at)

    def present(self, *, joined: Sequence[str] = (), left: Sequence[str] = ()) -> None:
        """Take note of who has come and gone."""
        self._do(lambda: self._engine.present(joined=joined, left=left))

    def attend(self, moves: Sequence[Move]) -> None:
        """Take note of page loads in arenas."""
        self._do(lambda: self._engine.presence.attend(moves))

    async def people(self, arena: str) -> People:
        """Say who is in *arena*; see `Link`."""
        return self._engine.presence.people(self._engine.game, arena, now=self._engine.now())

    def begin(self, player: str, arena: str, board: str, then: Then[Beginning]) -> None:
        """Give what a page that has introduced itself has to know; see `Link`."""
        self._answer(lambda: reads.beginning(self._engine, player, arena, board), then)

    def board(self, arena: str, board: str, then: Then[Board]) -> None:
        """Give a board; see `Link`."""
        self._answer(lambda: reads.board(self._engine, arena, board), then)

    def standings(self, asked: Sequence[tuple[str, str, str]], then: Then[Sequence[Standing]]) -> None:
        """Give ranks; see `Link`."""
        self._answer(lambda: reads.standings(self._engine, asked), then)

    def lines(self, arena: str, board: str, players: Iterable[str], then: Then[Sequence[Line]]) -> None:
        """Give the lines of some; see `Link`."""
        self._answer(lambda: reads.lines(self._engine, arena, board, players), then)

    async def arenas(self) -> Sequence[ArenaInfo]:
        """List the arenas; see `Link`."""
        return reads.arenas(self._engine)

    async def arena(self, name: str) -> ArenaInfo:
        """Give an arena; see `Link`."""
        return reads.arena(self._engine, name)

    async def arenas_of(self, player: str) -> Sequence[ArenaInfo]:
        """List a player's arenas; see `Link`."""
        return reads.arenas_of(self._engine, player)

    def open_arena(self, player: str, kind: object, title: object, then: Then[str]) -> None:
        """Open an arena; see `Link`."""
        self._ask_of(player, lambda: self._engine.open_arena(player, kind, title), then, BAN)

    async def profile(self, player: str) -> Profile:
        """Give a profile; see `Link`."""
        return reads.profile(self._engine, player)

    async def around(self, arena: str, board: str, player: str) -> Standing:
        """Give a rank and the lines around; see `Link`."""
        return reads.around(self._engine, arena, board, player)

    async def seasons(self, arena: str, period: str) -> Sequence[ClosedSeason]:
        """List the seasons that are over; see `Link`."""
        return reads.seasons(self._engine, arena, period)

    async def runs(self, player: str) -> Sequence[RunRead]:
        """List the newest runs of a player; see `Link`."""
        return runs.runs(self._engine.game, player)

    async def run(self, run: str) -> RunCard | None:
        """Give what a card says of a run; see `Link`."""
        return runs.card(self._engine.game, run)

    async def feed(self, ask: FeedAsk) -> FeedPage:
        """Give some entries of the feed; see `Link`."""
        return self._engine.feed.page(ask)

    def react(self, player: str, number: object, reaction: object, then: Then[FeedPage]) -> None:
        """Take a reaction; see `Link`."""
        self._ask_of(player, lambda: self._engine.feed.react(player, number, reaction), then, BAN)

    def hide(self, player: str, number: object, then: Then[FeedPage], *, is_hidden: bool) -> None:
        """Hide an entry; see `Link`."""
        self._ask(lambda: self._engine.feed.hide(player, number, is_hidden=is_hidden), then)

    def measure(
        self, player: str, arena: str, times: object, then: Then[bool], *, made_with: str, connection: str
    ) -> None:
        """Take the times of presses; see `Link`."""
        self._ask(
            lambda: self._engine.fairplay.measure(player, arena, times, made_with=made_with, connection=connection),
            then,
        )

    async def marks(self, player: str) -> Sequence[MarkRead]:
        """List why *player* is off boards; see `Link`."""
        return self._engine.fairplay.marks(player)

    async def review(self, most: int) -> Sequence[MarkRead]:
        """List whom an operator may look at; see `Link`."""
        return self._engine.fairplay.review(most)

    def begin_check(self, player: str, arena: str, then: Then[tuple[int, ...]]) -> None:
        """Give a beat to follow; see `Link`."""
        self._ask(lambda: self._engine.fairplay.begin_check(player, arena), then)

    def follow(self, player: str, arena: str, times: object, then: Then[bool]) -> None:
        """Judge whether a beat was followed; see `Link`."""
        self._ask(lambda: self._engine.fairplay.follow(player, arena, times), then)

    async def chosen(self, player: str) -> Chosen:
        """Give what *player* has chosen; see `Link`."""
        return choices.chosen(self._engine, player)

    def leave_boards(self, player: str, is_off: object, then: Then[None]) -> None:
        """Let *player* leave the boards, or come back; see `Link`."""
        self._ask(lambda: choices.leave_boards(self._engine, player, is_off), then)

    def change_program(self, player: str, key: str, then: Then[None]) -> None:
        """Give a player's programs a key; see `Link`."""
        self._ask(lambda: choices.change_program(self._engine, player, key), then)

    def hear_program(self, key: str, count: Count, then: Then[Outcome]) -> None:
        """Hear a program; see `Link`."""
        self._do(lambda: programs.hear(self._engine, self.moderation.hear, key, count, then))

    async def health(self) -> Mapping[str, object]:
        """Tell how the engine is."""
        return reads.health(self._engine)

    @staticmethod
    def _answer(ask: Callable[[], Answer], then: Then[Answer]) -> None:
        """Answer at once: nothing of it waits for the journal."""
        try:
            answer: Answer | GameError = ask()
        except GameError as refusal:
            answer = refusal
        then(answer)

    def _ask(self, ask: Callable[[], Answer], then: Then[Answer]) -> None:
        def do() -> None:
            try:
                answer: Answer | GameError = ask()
            except GameError as refusal:
                answer = refusal
            self._engine.commit.then(lambda: then(answer))

        self._do(do)

    def _ask_of(self, player: str, ask: Callable[[], Answer], then: Then[Answer], *barred_by: str) -> None:
        """Ask for something that a sanction of one of these kinds keeps *player* from."""

        def allowed() -> Answer:
            self.moderation.check(player, *barred_by)
            return ask()

        self._ask(allowed, then)

    def _hear(
        self, counts: Sequence[Count], then: Callable[[Sequence[Outcome | GameError]], None], at: float | None
    ) -> None:
        self._engine.commit.flush(partial(then, self.moderation.hear(counts, at)))

    def _do(self, work: Callable[[*Given], None], *given: *Given) -> None:
        """Do *work* with what is *given*, now or when it is its turn."""
        if self._patient is None and not self._engine.lock.locked():
            if self._engine.is_open:
                work(*given)
            return
        self._waiting.append(partial(work, *given))
        if self._patient is None:
            self._patient = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        async with self._engine.lock:
            self._patient = None  # whatever becomes of them, later calls do not wait for these
            waiting, self._waiting = self._waiting, deque[Callable[[], None]]()
            for work in waiting:
                if self._engine.is_open:
                    self._try(work)

    @staticmethod
    def _try(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:  # one that fails hurts itself alone
            logger.exception("what had waited could not be done")
