"""All sorts of things that happen in a game by chance, the same ones for the same seed."""

import random
from contextlib import suppress

from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.contract.moderation import DeedAsk
from clickgame.engine import choices, privacy
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from tests.engine.life import join
from tests.fakes import FakeClock

DAY_S = 86_400.0


class Plays:
    """What happens to *engine* by *rng*; *answers* is what players were told."""

    def __init__(self, engine: Engine, clock: FakeClock, rng: random.Random, *, reacts: bool = True) -> None:
        """Do nothing yet. Where nobody *reacts* to the feed, it does not matter which entry has which number."""
        self.answers: list[str] = []
        self._engine = engine
        self._clock = clock
        self._rng = rng
        self._link = LocalLink(engine, lessons={"button": "One button"})
        self._link.moderation._rng = random.Random(2)
        self._presses: dict[tuple[str, str, str], int] = {}
        self._round = 0
        self._kinds = [
            *[self._press] * 6,
            *[self._go_on] * 4,
            lambda: self.answers.append(join(engine, self._new("new"))),
            lambda: engine.arrive(f"new {rng.randint(0, 99)}", is_new=False),
            lambda: engine.rename(self._someone(), self._new("Player")),
            lambda: engine.change_token(self._someone(), self._new("token")),
            lambda: choices.leave_boards(engine, self._someone(), rng.random() < 0.7),
            lambda: choices.change_program(engine, self._someone(), self._new("program")),
            *[self._do] * 4,
            lambda: self._link.moderation.undo("kim", rng.randint(1, 9), lambda _: None),
            lambda: self._link.moderation.report(self._someone(), "player", self._someone(), "name", lambda _: None),
            self._learn,
            self._erase,
            self._open_arena,
            engine.feed.look,
            *([self._react] if reacts else []),
        ]

    async def go_on(self) -> None:
        """Let some time pass, often a moment and seldom days, and something happen."""
        engine = self._engine
        self._round += 1
        self._clock.move(self._rng.choice((0.05, 0.3, 1.0, 20.0, 61.0, 301.0)))
        if self._round % 25 == 0:
            self._clock.move(self._rng.choice((DAY_S / 2, DAY_S, 3 * DAY_S)))
        with suppress(GameError):
            self._rng.choice(self._kinds)()
        engine.commit.flush()
        if self._round % 5 == 0:
            await engine.sweep()
            await engine.recorder.stories.look()
            engine.turn()
        await engine.commit.written()

    def _new(self, what: str) -> str:
        return f"{what} {self._round}"

    def _someone(self) -> str:
        return self._rng.choice(sorted(self._engine.game.roster.players) or [join(self._engine, "again")])

    def _press(self, arena: str = "") -> None:
        where = arena or self._rng.choice(sorted(self._engine.game.arenas))
        page = self._someone(), where, self._rng.choice("pq")
        self._hear(page, self._rng.choice((0, 1, 3, 12, 70)), is_resume=True)

    def _go_on(self) -> None:
        for page in list(self._presses)[-3:]:
            self._hear(page, self._rng.randint(1, 9), is_resume=False)

    def _hear(self, page: tuple[str, str, str], more: int, *, is_resume: bool) -> None:
        self._presses[page] = self._presses.get(page, 0) + more
        self.answers += map(str, self._engine.hear([Count(*page, self._presses[page], 0, 30.0, is_resume)]))

    def _do(self) -> None:
        what, for_s = self._rng.choice(("hide", "ban", "unrank", "rename")), self._rng.choice((5.0, 4_000.0, 0.0))
        self._link.moderation.do(DeedAsk("kim", what, self._someone(), "name", for_s), lambda _: None)

    def _learn(self) -> None:
        is_passed = self._rng.random() < 0.5
        self._link.learning.checked(self._someone(), "button", "pass", lambda _: None, is_passed=is_passed)

    def _erase(self) -> None:
        if len(self._engine.game.roster.players) > 4:
            privacy.erase(self._engine, self._someone())

    def _open_arena(self) -> None:
        kind = self._rng.choice(("classic", "sprint"))
        self._press(self._engine.open_arena(self._someone(), kind, f"Place {self._rng.randint(0, 999)}"))

    def _react(self) -> None:
        if entries := sorted(self._engine.game.feed.entries):
            self._engine.feed.react(self._someone(), self._rng.choice(entries), self._rng.choice(("wow", "")))
