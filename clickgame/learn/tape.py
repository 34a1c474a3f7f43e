"""A tape of the real arena for a learner's program to judge, and where the two part.

It has seats instead of players, and seconds from its own beginning: nobody can be told from it."""

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


class Parting(NamedTuple):
    """The first event at which two judgements part: its *number*, from 0, and what the learner's program said."""

    number: int
    yours: object


def text_of(events: Sequence[Event], *, until: float) -> str:
    """Write the newest of *events* as a program is given them, without what was credited; they end at *until*."""
    return json.dumps({"events": [list(event[:3]) for event in newest(events)], "until": until})


def newest(events: Sequence[Event]) -> Sequence[Event]:
    """Give the newest of *events*, as many as a tape has at the most."""
    return events[-EVENTS_MOST:]


def parted(events: Sequence[Event], credited: object) -> Parting | None:
    """Find the first of *events* that a program judged in another way, None if there is none.

    *credited* is what it told, which may be anything.
    """
    yours: list[object] = list(credited) if isinstance(credited, list) else []
    for number, event in enumerate(newest(events)):
        said = yours[number] if number < len(yours) else None
        if type(said) is not int or said != event.credited:
            return Parting(number, said)
    return None
