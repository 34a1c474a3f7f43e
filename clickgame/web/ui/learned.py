"""What a learner has in this browser: which lessons are passed, and each program as it was last typed, and when."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.learn.lesson import Lesson
from clickgame.web.states.learn import Learn
from clickgame.web.ui.browser import WALL_MS, act, put, remember, remembered

PASSED_KEY = "clickgame-learned"

passed = ClientStateVar.create("learned", default="")
"""The keys of the lessons that were passed, each between spaces."""

recall_passed: list[Any] = [put(passed, remembered(PASSED_KEY) | "")]
"""Events that read what was passed, for a page as it comes up."""


def draft_key(lesson: str) -> str:
    """Give under what the browser remembers the program of *lesson*."""
    return f"clickgame-draft-{lesson}"


def sent_key(lesson: str) -> str:
    """Give under what the browser remembers the program of *lesson* that was last sent from here."""
    return f"{draft_key(lesson)}-sent"


def keep_draft(lesson: str, text: rx.Var[str], *, age_ms: rx.Var[int] | int = 0) -> list[Any]:
    """Make events that have the browser remember *text* as the program of *lesson*, typed so long ago."""
    key = draft_key(lesson)
    return [act(remember(key, text)), act(remember(_typed_at(key), WALL_MS - age_ms))]


def note_sent(lesson: str, text: rx.Var[str]) -> rx.Var:
    """Make an event that notes that *text* was sent from here as the program of *lesson*."""
    return act(remember(sent_key(lesson), text))


def is_newer_than_draft(lesson: str, text: rx.Var[str], age_ms: rx.Var[int]) -> rx.Var[bool]:
    """Tell whether *text*, which is so old, is newer than the program of *lesson* that was typed here.

    What was sent from here is not, though it was checked, and dated, while the next one was typed.
    """
    key = draft_key(lesson)
    is_others = remembered(sent_key(lesson)) != text
    return (is_others & (WALL_MS - age_ms > _number(remembered(_typed_at(key))))).to(bool)


def _typed_at(key: str) -> str:
    return f"{key}-at"


@var_operation
def _number(text: rx.vars.StringVar) -> CustomVarOperationReturn[int]:
    return var_operation_return(f"Number({text})", var_type=int)


def has_passed(lesson: str) -> rx.Var[bool]:
    """Tell whether *lesson* was passed in this browser."""
    return passed.value.to(str).contains(f" {lesson} ").to(bool)


def is_done(lesson: str) -> rx.Var[bool]:
    """Tell whether *lesson* was passed, in this browser or by its player."""
    return (has_passed(lesson) | Learn.course["passed"].to(list[str]).contains(lesson)).to(bool)


def is_open(lesson: Lesson) -> rx.Var[bool]:
    """Tell whether *lesson* may be worked on: what it needs is passed."""
    needed: rx.Var[bool] = rx.Var.create(value=True)
    for need in lesson.needs:
        needed = (needed & is_done(need)).to(bool)
    return needed


def note_passed(lesson: str) -> list[Any]:
    """Make events that note that *lesson* was passed."""
    return [put(passed, _noted(PASSED_KEY, f" {lesson} "))]


@var_operation
def _noted(key: rx.vars.StringVar, lesson: rx.vars.StringVar) -> CustomVarOperationReturn[str]:
    """Add *lesson* to what is remembered under *key*, once, and give all of it."""
    return var_operation_return(
        f"((all) => {{ const noted = all.includes({lesson}) ? all : all + {lesson}; "
        f"localStorage.setItem({key}, noted); return noted }})(localStorage.getItem({key}) ?? '')",
        var_type=str,
    )
