"""What a lesson's page has been told of the last program, as far as that was one for this lesson.

A page that is gone to from another lesson's has what came of that one until it is told its own."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import reflex as rx

from clickgame.gateway.learn import HONEST_TRIES
from clickgame.web.states.learn import Learn


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check as a page is told of it."""

    title: str
    passed: bool
    what: str
    expected: str
    actual: str
    hint: str
    error: str


class Told(NamedTuple):
    """See `gateway/learn.py`; what is missing is empty. *may_see* tells whether the solution may be asked for.

    *program* is what a player had checked last, *program_age_s* ago when that was told.
    """

    state: rx.Var[str]
    place: rx.Var[int]
    text: rx.Var[str]
    output: rx.Var[str]
    error: rx.Var[str]
    stopped: rx.Var[str]
    checks: rx.vars.ArrayVar[list[CheckRow]]
    is_check: rx.Var[bool]
    is_passed: rx.Var[bool]
    has_passed: rx.Var[bool]
    may_see: rx.Var[bool]
    program: rx.Var[str]
    program_age_s: rx.Var[int]


number = (Learn.told["number"] | 0).to(int)
"""The number of what was told last, of whatever lesson."""


def told_of(lesson: str) -> Told:
    """Give what was told of *lesson*."""
    told = rx.cond(Learn.told["lesson"] == lesson, Learn.told, {}).to(dict[str, Any])
    state, text, output, error, stopped = (
        (told[name] | "").to(str) for name in ("state", "text", "output", "error", "stopped")
    )
    has_passed = told["has_passed"].bool()
    tries = (told["tries"] | 0).to(int)
    return Told(
        state,
        (told["place"] | 0).to(int),
        text,
        output,
        error,
        stopped,
        (told["checks"] | []).to(list[CheckRow]),
        told["is_check"].bool(),
        told["is_passed"].bool(),
        has_passed,
        (has_passed | (tries >= HONEST_TRIES)).to(bool),
        (told["program"] | "").to(str),
        (told["program_age_s"] | 0).to(int),
    )
