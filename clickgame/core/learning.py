"""How far players are with the lessons of the course, with the program that each had checked last.

Pure and synchronous. *now* is passed in, in seconds on a UTC time line. Programs are the largest thing that is kept of
a player, so all of them together are bounded: those that were checked first leave, and what else is known stays.
"""

from collections import Counter
from collections.abc import Iterator, KeysView, Mapping
from dataclasses import dataclass, field

from clickgame.contract.learning import CODE_LONGEST, CodeTooLong, Study

_UNBOUNDED = 1 << 62


@dataclass(slots=True)
class Studies:
    """All studies by player and lesson, with at most *code_kept* characters of programs.

    *finished* counts by lesson how many players have passed it.
    """

    code_kept: int = field(default=_UNBOUNDED, kw_only=True, compare=False)
    finished: Counter[str] = field(default_factory=Counter[str])
    _of: dict[str, dict[str, Study]] = field(default_factory=dict[str, dict[str, Study]])
    # Those with a program, in the order in which they were checked.
    _codes: dict[tuple[str, str], None] = field(default_factory=dict[tuple[str, str], None], compare=False)
    _length: int = field(default=0, compare=False)

    @property
    def players(self) -> KeysView[str]:
        """The players who have any."""
        return self._of.keys()

    def all(self) -> Iterator[Study]:
        """Give every study."""
        return (study for studies in self._of.values() for study in studies.values())

    def of(self, player: str) -> Mapping[str, Study]:
        """Give the studies of *player* by lesson."""
        return self._of.get(player, {})

    def passed(self, player: str) -> list[str]:
        """List the lessons that *player* has passed."""
        return [study.lesson for study in self.of(player).values() if study.passed_at]

    def put(self, study: Study) -> None:
        """Take in *study* in place of the one before; the programs that were checked first make room for its own."""
        studies = self._of.setdefault(study.player, {})
        self._drop(studies.get(study.lesson))
        studies[study.lesson] = study
        self.finished[study.lesson] += bool(study.passed_at)
        if study.code:
            self._codes[study.player, study.lesson] = None
            self._length += len(study.code)
        while self._length > self.code_kept:
            player, lesson = next(iter(self._codes))
            self.put(self._of[player][lesson]._replace(code=""))

    def take(self, others: "Studies") -> None:
        """Take in *others*, in the order in which they were checked."""
        for study in sorted(others.all(), key=lambda study: study.checked_at):
            self.put(study)

    def forget(self, player: str) -> None:
        """Drop all studies of *player*, if there are any."""
        for study in self._of.pop(player, {}).values():
            self._drop(study)

    def checked(self, player: str, lesson: str, code: str, *, is_passed: bool, now: float) -> Study:
        """Give *player*'s study of *lesson* with *code* checked, which nothing is kept of yet. Raises CodeTooLong.

        What fails after the lesson was passed is no try.
        """
        if len(code) > CODE_LONGEST:
            raise CodeTooLong
        study = self._begun(player, lesson, now)
        return study._replace(
            tries=study.tries + (not is_passed and not study.passed_at),
            passed_at=study.passed_at or (now if is_passed else 0.0),
            checked_at=now,
            code=code,
        )

    def hinted(self, player: str, lesson: str, hints: int, *, now: float) -> Study:
        """Give *player*'s study of *lesson* with so many *hints* taken, which nothing is kept of yet.

        What is looked at after the lesson was passed is no hint.
        """
        study = self._begun(player, lesson, now)
        return study if study.passed_at else study._replace(hints=max(study.hints, hints))

    def _begun(self, player: str, lesson: str, now: float) -> Study:
        return self.of(player).get(lesson) or Study(player, lesson, begun_at=now)

    def _drop(self, study: Study | None) -> None:
        if study is None:
            return
        if study.code:
            del self._codes[study.player, study.lesson]
            self._length -= len(study.code)
        if study.passed_at:
            self.finished[study.lesson] -= 1


def studies_at_rest() -> Studies:
    """Give studies as they are kept: whatever was read, without a bound."""
    return Studies()
