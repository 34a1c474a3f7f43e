"""What a lesson is: its text in parts, its hints, its files, and what an answer of the harness says in its words.

All sentences stand in `lesson.md`, apart from code, so that another language is another such file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Part(NamedTuple):
    """A piece of a lesson's text, of one kind.

    `text` is a paragraph and `item` one of a list, both with `code`, **bold** and *emphasis* inside. `code` has a
    program as *text* and what it prints as *output*, which is to be guessed before it is shown if it *is_guess*.
    `picture` has what it shows as *text* and its drawing as *svg*.
    """

    kind: str
    text: str
    output: str = ""
    is_guess: bool = False
    svg: str = ""


class Mirror(NamedTuple):
    """Where the game itself does what a lesson is about: the *symbol* in the file at *path*, and its *source*."""

    path: str
    symbol: str
    line: int
    source: str


class Mistake(NamedTuple):
    """A program that gets a lesson wrong in a way that many do.

    The *hint* that it earns is a key of `Lesson.mistakes`, or the kind of an error.
    """

    name: str
    hint: str
    code: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson. *key* is in its address and in records: never change the one of a lesson that was open to players.

    *needs* are the keys of lessons to be passed before. *titles* are those of the checks and *mistakes* the hints that
    known mistakes earn, both by key. *hints* are told one at a time, when asked for. *ending* is what is said of the
    game itself, beside *mirror*.
    """

    key: str
    number: int
    title: str
    minutes: int
    needs: tuple[str, ...]
    mirror: Mirror
    text: tuple[Part, ...]
    task: tuple[Part, ...]
    hints: tuple[str, ...]
    titles: Mapping[str, str]
    mistakes: Mapping[str, str]
    ending: tuple[Part, ...]
    start: str
    solution: str
    checks: str
    known_mistakes: tuple[Mistake, ...]
    tape: str = ""
    """What has the learner's program judge a tape of the real game, if the lesson has that."""

    def request(self, code: str, *, seed: int, files: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Ask the harness to check *code*; to run it without checks, ask with `{"code": code}`."""
        return {"code": code, "checks": self.checks, "files": dict(files or {}), "seed": seed}

    def tape_request(self, code: str, tape: str) -> dict[str, Any]:
        """Ask the harness to hold *code* against *tape*, a text that `clickgame.gateway.tapes` writes."""
        return {"code": code, "checks": self.tape, "files": {"tape": tape}, "seed": 0}

    def tell(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Give *answer* of the harness with this lesson's sentences in place of keys.

        Each check has a `title` then, and its `hint` is a sentence or "". An answer may be anybody's: what is not
        known is left out.
        """
        checks = [
            check
            | {"title": self.titles.get(check["name"], check["name"]), "hint": self.mistakes.get(check["hint"], "")}
            for check in answer["checks"]
        ]
        return answer | {"checks": checks}
