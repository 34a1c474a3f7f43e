"""A tape of the real arena, for a learner's program to be held against.

It has seats instead of players, and seconds from its own beginning: nobody can be told from it. The program judges it
in the sandbox, beside what the game judged; the first event at which the two part is a check that fails."""

import json
from collections.abc import Sequence
from typing import NamedTuple

EVENTS_MOST = 3_000


class Event(NamedTuple):
    """Presses of a *seat* that were heard *at* a time (s from the tape's beginning), and how many were *credited*."""

    at: float
    seat: int
    presses: int
    credited: int


class Row(NamedTuple):
    """A line of the real board at the tape's end."""

    seat: int
    score: int


def text_of(events: Sequence[Event], board: Sequence[Row], *, until: float) -> str:
    """Write a tape for `Lesson.tape_request`; the *board* is that of the time *until* (s), best first.

    Of too many *events* it has none: without their beginning, those that are left would come to another board.
    """
    kept = events if len(events) <= EVENTS_MOST else ()
    return json.dumps({"events": kept, "board": board if kept else (), "until": until})
