"""What stands in a lesson's place for work while what it needs is not passed: which lessons open it.

An address with `?preview` opens each, for whoever writes lessons."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.learn.course import Course
from clickgame.learn.lesson import Lesson
from clickgame.web import previews
from clickgame.web.states.learn import Learn
from clickgame.web.ui.browser import put
from clickgame.web.ui.learned import is_done, is_open

_is_preview = ClientStateVar.create("preview", default=False)

_ASKS_FOR_PREVIEW = rx.Var("location.search === '?preview'", _var_type=bool).guess_type()

look_for_preview = [put(_is_preview, _ASKS_FOR_PREVIEW)]
"""Events that read the address, for a page as it comes up."""


def unless_locked(lesson: Lesson, course: Course, work: rx.Component) -> rx.Component:
    """Draw where to *work* on *lesson*, or, once it is known that it is not open, which lessons open it."""
    if not lesson.needs:
        return work
    may_work = is_open(lesson) | is_done(lesson.key) | _is_preview.value.to(bool)
    return rx.cond(may_work | ~Learn.course["is_known"].to(bool), work, _locked(lesson, course))


def _locked(lesson: Lesson, course: Course) -> rx.Component:
    return rx.el.div(
        rx.el.section(
            rx.el.h2("Not open yet"),
            rx.el.p("Read on if you like. You can work on it when you have passed:"),
            rx.el.ul(*(_need(course.lessons[need]) for need in lesson.needs)),
            class_name="card",
            custom_attrs={"id": "locked"},
        ),
        class_name="working locked",
    )


def _need(lesson: Lesson) -> rx.Component:
    return rx.el.li(
        rx.el.a(lesson.title, href=previews.lesson_at(lesson.key)),
        rx.cond(is_done(lesson.key), rx.el.span("passed", class_name="mark-of")),
    )
