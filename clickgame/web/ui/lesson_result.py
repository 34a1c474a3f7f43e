"""What came of a learner's program: where it stands, what it printed, each check, and the solution."""

import reflex as rx

from clickgame.learn.lesson import Lesson
from clickgame.web.states.learn import Learn
from clickgame.web.ui.learned import has_passed, note_passed
from clickgame.web.ui.lesson_desk import has_sent, is_sending
from clickgame.web.ui.lesson_tape import tape
from clickgame.web.ui.lesson_told import CheckRow, Told, told_of


def result(lesson: Lesson) -> rx.Component:
    """Draw what came of the program for *lesson*."""
    told = told_of(lesson.key)
    is_busy = is_sending | (told.state == "waiting") | (told.state == "running")
    return rx.el.section(
        rx.el.h2("What came of it", class_name="sr-only"),
        rx.el.p(
            _standing(told),
            class_name="came-of",
            role="status",
            custom_attrs={"id": "standing", "data-state": told.state},
        ),
        rx.cond((told.state == "done") & ~is_sending, _came_of(told, lesson)),
        tape(lesson),
        _solution(told, lesson),
        class_name="lesson-output",
        custom_attrs={"id": "output-pane", "aria-busy": is_busy},
    )


def _standing(told: Told) -> rx.Component | rx.Var[str]:
    is_lost = has_sent & (told.state == "")
    waiting = rx.cond(told.place > 0, "Waiting: number " + told.place.to_string() + " in the line.", "Waiting.")
    return rx.match(
        rx.cond(is_sending, "sending", rx.cond(is_lost, "lost", told.state)),
        ("sending", "Sending your program."),
        ("lost", "The connection was lost, and with it what came of your program. Send it again."),
        ("waiting", waiting),
        ("running", "Running."),
        ("refused", told.text),
        ("done", rx.cond(told.is_passed, "All checks passed.", rx.cond(told.is_check, "Checked.", "Done."))),
        "What your program prints, and what the checks say, stands here.",
    )


def _came_of(told: Told, lesson: Lesson) -> rx.Component:
    passed = rx.el.p(
        rx.el.b("Passed."),
        " Well done: go on, or read below the lesson how the game does it.",
        class_name="passed",
        on_mount=note_passed(lesson.key),
        custom_attrs={"id": "passed"},
    )
    return rx.fragment(
        rx.cond(told.stopped != "", rx.el.p(told.stopped, class_name="wrong", custom_attrs={"id": "stopped"})),
        rx.cond(told.error != "", rx.el.p(told.error, class_name="wrong", custom_attrs={"id": "error"})),
        rx.cond(told.output != "", _printed(told.output)),
        rx.cond(
            told.is_check,
            rx.el.ol(rx.foreach(told.checks, _check), class_name="checks", custom_attrs={"id": "checks"}),
        ),
        rx.cond(told.is_passed, passed),
    )


def _printed(output: rx.Var[str]) -> rx.Component:
    return rx.el.pre(
        rx.el.code(output),
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


def _solution(told: Told, lesson: Lesson) -> rx.Component:
    shown = rx.el.pre(
        rx.el.code(Learn.solution),
        tab_index=0,
        class_name="program",
        custom_attrs={"id": "solution", "translate": "no", "role": "group", "aria-label": "One way to do it"},
    )
    return rx.cond(
        has_passed(lesson.key) | told.may_see,
        rx.el.details(
            rx.el.summary("One way to do it", on_click=Learn.solve(lesson.key)),
            rx.cond(Learn.solution != "", shown),
            class_name="guess",
            custom_attrs={"id": "solve"},
        ),
    )
