"""What a learner has in this browser: which lessons are passed, and each program as it was last typed."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.ui.browser import put, remembered

PASSED_KEY = "clickgame-learned"

passed = ClientStateVar.create("learned", default="")
"""The keys of the lessons that were passed, each between spaces."""

recall_passed: list[Any] = [put(passed, remembered(PASSED_KEY) | "")]
"""Events that read what was passed, for a page as it comes up."""


def draft_key(lesson: str) -> str:
    """Give under what the browser remembers the program of *lesson*."""
    return f"clickgame-draft-{lesson}"


def has_passed(lesson: str) -> rx.Var[bool]:
    """Tell whether *lesson* was passed in this browser."""
    return passed.value.to(str).contains(f" {lesson} ").to(bool)


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
