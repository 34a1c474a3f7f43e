"""What came of a learner's program: where it stands, what it printed, each check, and the solution."""

from dataclasses import dataclass

import reflex as rx

from clickgame.gateway.learn import HONEST_TRIES
from clickgame.learn.lesson import Lesson
from clickgame.web.states.learn import Learn
from clickgame.web.ui.learned import has_passed, note_passed
from clickgame.web.ui.lesson_desk import is_busy, is_lost, is_sending, state


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


_told = Learn.told
_checks = _told["checks"].to(list[CheckRow])
_is_done = state == "done"
_place = _told["place"].to(int)
_error, _stopped, _output = (_told[name].to(str) for name in ("error", "stopped", "output"))
_has_all = (_told["is_check"].to(bool) & (_checks.length() > 0) & ~_checks.to_string().contains('"passed":false')).to(
    bool
)


def result(lesson: Lesson) -> rx.Component:
    """Draw what came of the program for *lesson*."""
    return rx.el.section(
        rx.el.h2("What came of it", class_name="sr-only"),
        rx.el.p(_standing(), class_name="came-of", role="status", custom_attrs={"id": "standing", "data-state": state}),
        rx.cond(
            _is_done & ~is_sending,
            rx.fragment(
                rx.cond(_stopped != "", rx.el.p(_stopped, class_name="wrong", custom_attrs={"id": "stopped"})),
                rx.cond(_error != "", rx.el.p(_error, class_name="wrong", custom_attrs={"id": "error"})),
                rx.cond(_output != "", _printed()),
                rx.cond(
                    _told["is_check"].to(bool),
                    rx.el.ol(rx.foreach(_checks, _check), class_name="checks", custom_attrs={"id": "checks"}),
                ),
                rx.cond(
                    _has_all,
                    rx.el.p(
                        rx.el.b("Passed."),
                        " Well done: go on, or read below the lesson how the game does it.",
                        class_name="passed",
                        on_mount=note_passed(lesson.key),
                        custom_attrs={"id": "passed"},
                    ),
                ),
            ),
        ),
        _solution(lesson),
        class_name="lesson-output",
        custom_attrs={"id": "output-pane", "aria-busy": is_busy},
    )


def _standing() -> rx.Component | rx.Var[str]:
    waiting = rx.cond(_place > 0, "Waiting: number " + _place.to_string() + " in the line.", "Waiting.")
    return rx.match(
        rx.cond(is_sending, "sending", rx.cond(is_lost, "lost", state)),
        ("sending", "Sending your program."),
        ("lost", "The connection was lost, and with it what came of your program. Send it again."),
        ("waiting", waiting),
        ("running", "Running."),
        ("refused", _told["text"].to(str)),
        (
            "done",
            rx.cond(_has_all, "All checks passed.", rx.cond(_told["is_check"].to(bool), "Checked.", "Done.")),
        ),
        "What your program prints, and what the checks say, stands here.",
    )


def _printed() -> rx.Component:
    return rx.el.pre(
        rx.el.code(_output),
        tab_index=0,
        class_name="printed",
        custom_attrs={"id": "printed", "translate": "no", "role": "group", "aria-label": "What it printed"},
    )


def _check(check: rx.vars.ObjectVar[CheckRow]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(rx.cond(check.passed, "passed", "not yet"), class_name="mark-of"),
            rx.el.b(check.title),
        ),
        rx.cond(
            check.what != "",
            rx.el.dl(
                _value("Looked at", check.what), _value("Expected", check.expected), _value("Found", check.actual)
            ),
        ),
        rx.cond(check.error != "", rx.el.p(check.error, class_name="wrong")),
        rx.cond(check.hint != "", rx.el.p(check.hint, class_name="hint-of")),
        custom_attrs={"data-passed": check.passed},
    )


def _value(name: str, value: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(rx.el.code(value, custom_attrs={"translate": "no"})))


def _solution(lesson: Lesson) -> rx.Component:
    tries = (_told["tries"] | 0).to(int)
    may_see = has_passed(lesson.key) | _told["has_passed"].to(bool) | (tries >= HONEST_TRIES)
    shown = rx.el.pre(
        rx.el.code(Learn.solution),
        tab_index=0,
        class_name="program",
        custom_attrs={"id": "solution", "translate": "no", "role": "group", "aria-label": "One way to do it"},
    )
    return rx.cond(
        may_see,
        rx.el.details(
            rx.el.summary("One way to do it", on_click=Learn.solve(lesson.key)),
            rx.cond(Learn.solution != "", shown),
            class_name="guess",
            custom_attrs={"id": "solve"},
        ),
    )
