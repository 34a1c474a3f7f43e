"""Learners at the engine: what they have checked and passed is put on record, told in the feed, and brings medals."""

from collections.abc import Callable, Mapping
from typing import Any

from clickgame.contract.answers import Then
from clickgame.contract.learning import Study, UnknownLesson
from clickgame.contract.tape import Tape
from clickgame.core.periods import day_of
from clickgame.core.state import STUDY, Change
from clickgame.engine import tapes
from clickgame.engine.engine import Engine


class Learning:
    """What a link to *engine* may ask for; *lessons* has the titles of the course's lessons, by key."""

    def __init__(
        self, engine: Engine, ask: Callable[[Callable[[], Any], Then[Any]], None], lessons: Mapping[str, str]
    ) -> None:
        """Ask by *ask*, which answers once the journal has it."""
        self._engine = engine
        self._ask = ask
        self._lessons = lessons

    def checked(self, player: str, lesson: str, code: str, then: Then[Study], *, is_passed: bool) -> None:
        """Keep a check; see `Learning` in the contract."""
        self._ask(lambda: self._checked(player, lesson, code, is_passed=is_passed), then)

    def hinted(self, player: str, lesson: str, hints: int, then: Then[Study]) -> None:
        """Keep a hint; see `Learning` in the contract."""
        self._ask(lambda: self._hinted(player, lesson, hints), then)

    async def studied(self, player: str) -> Mapping[str, Study]:
        """Give what is kept of *player*; see `Learning` in the contract."""
        return self._engine.game.studies.of(player)

    async def finished(self) -> Mapping[str, int]:
        """Count by lesson who has passed; see `Learning` in the contract."""
        return self._engine.game.studies.finished

    async def tape(self) -> Tape:
        """Give a tape of the arena; see `Learning` in the contract."""
        return tapes.tape(self._engine)

    def _checked(self, player: str, lesson: str, code: str, *, is_passed: bool) -> Study:
        engine, game, now = self._engine, self._engine.game, self._engine.now()
        before = self._before(player, lesson)
        study = game.studies.checked(player, lesson, code, is_passed=is_passed, now=now)
        self._put(study)
        if study.passed_at and not (before and before.passed_at):
            engine.feed.passed(player, self._lessons[lesson])
            game.learn(player, day=day_of(now))
            engine.recorder.reached()
        return study

    def _hinted(self, player: str, lesson: str, hints: int) -> Study:
        before = self._before(player, lesson)
        study = self._engine.game.studies.hinted(player, lesson, hints, now=self._engine.now())
        if study != before:
            self._put(study)
        return study

    def _before(self, player: str, lesson: str) -> Study | None:
        """Give what is kept of *player* and *lesson*. Raises UnknownPlayer and UnknownLesson."""
        self._engine.game.player(player)
        if lesson not in self._lessons:
            raise UnknownLesson
        return self._engine.game.studies.of(player).get(lesson)

    def _put(self, study: Study) -> None:
        self._engine.game.put_study(study)
        self._engine.commit.note(Change(STUDY, study))
