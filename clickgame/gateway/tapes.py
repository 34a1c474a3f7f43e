"""Learners' arenas on a tape of the real one: what each makes of it, beside what the game has made of it.

A page asks every few seconds, with its program, for as long as somebody sees it. Each program goes to the end of the
sandbox's line, behind those whose learners wait for them, and of a learner one is there at most. The program is told
what is in the text of the tape and nothing else; what it says to that is a stranger's word, and credits nobody.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from clickgame.contract.errors import GameError
from clickgame.contract.learning import UnknownLesson
from clickgame.contract.tape import Tape, TapeEvent
from clickgame.gateway.clients import Wire
from clickgame.gateway.learn_answers import came_of
from clickgame.gateway.reflex.channels import LEARN
from clickgame.gateway.reflex.protocol import Values, delta

CHECKS = 2  # of a tape: the events, and who leads at the end
FRESH_S = 4.0  # for which a tape is the newest: learners of one gateway share it

QUIET, JUDGED, REFUSED = "quiet", "judged", "refused"
ALIKE, PARTED, BROKEN = "alike", "parted", "broken"

_ROW = re.compile(r"\((\d{1,9}), (\d{1,12})\)")
_ROWS = re.compile(rf"\[({_ROW.pattern}(, {_ROW.pattern})*)?\]", re.ASCII)
_NUMBER = re.compile(r".*, event (\d{1,9}) of \d{1,9}", re.ASCII)


class Taped(Protocol):
    """What is to be known of a lesson here; see `clickgame.learn.lesson`."""

    @property
    def tape(self) -> str:
        """What holds a program against a tape, "" if the lesson has none."""
        ...

    def tape_request(self, code: str, tape: str) -> dict[str, Any]:
        """Ask for *code* to be held against *tape*."""
        ...

    def tell(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Give an answer in the lesson's words."""
        ...


class Tapes:
    """Has programs judge tapes that *ask* gives, by *run*, and tells each page what came of its own.

    *find_wire* gives the socket of a connection, *line* tells as whom somebody waits, and *now* the time (s).
    """

    def __init__(
        self,
        lessons: Mapping[str, Taped],
        run: Callable[[str, object], Awaitable[Any]],
        ask: Callable[[], Awaitable[Tape]],
        *,
        find_wire: Callable[[str], Wire | None],
        line: Callable[[str], str],
        now: Callable[[], float],
    ) -> None:
        """Begin with no tape."""
        self._lessons = lessons
        self._run = run
        self._ask = ask
        self._find_wire = find_wire
        self._line = line
        self._now = now
        self._tape: Tape | None = None
        self._taped_at = 0.0
        self._going: dict[str, asyncio.Task[None]] = {}

    def judge(self, sid: str, lesson: str, code: str) -> None:
        """Have *code* judge the newest tape for the page of *sid*, unless the learner's last one is still at it.

        Raises UnknownLesson, also for one without a tape. What else is refused, the page is told as what came of it.
        """
        taped = self._lessons.get(lesson)
        if taped is None or not taped.tape:
            raise UnknownLesson
        who = f"tape of {self._line(sid)}"
        if who not in self._going:
            self._going[who] = asyncio.get_running_loop().create_task(self._go(sid, who, lesson, taped, code))

    def close(self) -> None:
        """End what still runs."""
        for task in self._going.values():
            task.cancel()

    async def _go(self, sid: str, who: str, lesson: str, taped: Taped, code: str) -> None:
        told: dict[str, object]
        try:
            tape = await self._newest()
            if any(event.at >= tape.judged_from for event in tape.events):
                answer = await self._run(who, taped.tape_request(code, text_of(tape)))
                told = {"state": JUDGED, **_about(tape), **judged(came_of(taped.tell(answer)), tape)}
            else:
                told = {"state": QUIET}
        except GameError as refusal:
            told = {"state": REFUSED, "code": refusal.code, "text": refusal.text}
        finally:
            del self._going[who]
        self._write(sid, {"lesson": lesson, **told})

    async def _newest(self) -> Tape:
        if self._tape is None or self._now() - self._taped_at >= FRESH_S:
            self._tape = await self._ask()
            self._taped_at = self._now()
        return self._tape

    def _write(self, sid: str, told: Values) -> None:
        wire = self._find_wire(sid)
        if wire is not None:
            wire.write(delta(LEARN, {"tape": told}))


def text_of(tape: Tape) -> str:
    """Write a tape as a program is told it: numbers only."""
    return json.dumps(
        {"events": tape.events, "board": tape.board, "judged_from": tape.judged_from, "until": tape.until}
    )


def judged(came: Mapping[str, Any], tape: Tape) -> dict[str, object]:
    """Give what a page shows of what *came* of a program that was held against *tape*.

    *yours* and *game* are the boards, as rows of seat and score; *said* is what the program gave where that is none.
    """
    game = [(row.seat, row.score) for row in tape.board]
    if wrong := _wrong(came):
        return {"verdict": BROKEN, "error": wrong, "yours": [], "game": _rows(game, game)}
    events, leaders = came["checks"]
    yours = game if leaders["passed"] else _board(leaders["actual"])
    return {
        "verdict": ALIKE if events["passed"] and leaders["passed"] else PARTED,
        "yours": _rows(yours or [], game),
        "game": _rows(game, yours or []),
        "said": leaders["actual"] if yours is None else "",
        **({} if events["passed"] else _parted(events, tape.events)),
    }


def _wrong(came: Mapping[str, Any]) -> str:
    """Say what kept a program from judging; "" if nothing did."""
    errors = [check["error"] for check in came["checks"] if check["error"]]
    if wrong := came["stopped"] or came["error"] or next(iter(errors), ""):
        return wrong
    return "" if len(came["checks"]) == CHECKS else "The program gave no answer."


def _parted(check: Mapping[str, Any], events: Sequence[TapeEvent]) -> dict[str, object]:
    """Say at which of *events* a program and the game part first, and why that may be."""
    found = _NUMBER.fullmatch(check["what"])
    number = int(found[1]) if found else 0
    if not 0 < number <= len(events):
        return {"yours_counted": check["actual"], "game_counted": check["expected"], "why": check["hint"]}
    event = events[number - 1]
    presses = "1 press" if event.presses == 1 else f"{event.presses:,} presses"
    return {
        "event": f"After {event.at:.1f} s, seat {event.seat} brought {presses}: message {number:,} of {len(events):,}.",
        "yours_counted": check["actual"],
        "game_counted": f"{event.credited:,}",
        "why": check["hint"],
    }


def _about(tape: Tape) -> dict[str, object]:
    return {"length_s": round(tape.until), "events": len(tape.events), "seats": tape.seats}


def _board(text: str) -> list[tuple[int, int]] | None:
    """Read a board that a program gave; None where it is none."""
    if not _ROWS.fullmatch(text):
        return None
    return [(int(seat), int(score)) for seat, score in _ROW.findall(text)]


def _rows(board: list[tuple[int, int]], other: list[tuple[int, int]]) -> list[dict[str, object]]:
    """Give the rows of *board*, each with whether the *other* one has the same at its place."""
    return [
        {"seat": seat, "score": score, "is_same": other[place : place + 1] == [(seat, score)]}
        for place, (seat, score) in enumerate(board)
    ]
