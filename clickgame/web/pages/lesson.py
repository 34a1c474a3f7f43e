"""The page of a lesson: its text, an editor, and what came of the program, side by side or one at a time."""

import reflex as rx

from clickgame.learn.course import Course
from clickgame.learn.lesson import Lesson
from clickgame.web import previews
from clickgame.web.states.learn import Learn
from clickgame.web.ui.browser import put
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import home_link
from clickgame.web.ui.learned import has_passed, recall_passed
from clickgame.web.ui.lesson_desk import CODE, OUTPUT, TEXT, desk, pane
from clickgame.web.ui.lesson_locked import look_for_preview, unless_locked
from clickgame.web.ui.lesson_result import result
from clickgame.web.ui.lesson_text import inline, lesson_text
from clickgame.web.ui.lesson_told import told_of
from clickgame.web.ui.noscript import noscript
from clickgame.web.ui.notice import notice
from clickgame.web.ui.program import program
from clickgame.web.ui.rule import rule_link

PANES = {TEXT: "Lesson", CODE: "Program", OUTPUT: "Result"}


def lesson_page(lesson: Lesson, course: Course, words: dict[str, str]) -> rx.Component:
    """Compose the page of *lesson*; *words* are the rules by name, as they are at the build."""
    is_passed = has_passed(lesson.key) | told_of(lesson.key).has_passed
    return rx.el.div(
        own_style("learn"),
        rx.el.header(home_link(), rx.el.a("Lessons", href=previews.LEARN.path, class_name="beside"), class_name="top"),
        rx.el.nav(
            *(_tab(key, name) for key, name in PANES.items()),
            class_name="tabs panes",
            custom_attrs={"aria-label": "What to see"},
        ),
        rx.el.main(
            rx.el.div(
                rx.el.p(
                    f"Lesson {lesson.number} of {len(course.lessons)} · {lesson.minutes} minutes",
                    rx.cond(is_passed, rx.fragment(" · ", rx.el.b("Passed"))),
                    class_name="kicker",
                ),
                rx.el.h1(lesson.title),
                class_name="lesson-head",
            ),
            _reading(lesson, course, words),
            unless_locked(lesson, course, rx.el.div(desk(lesson), result(lesson), class_name="working")),
            class_name="text lesson",
            custom_attrs={"data-pane": pane.value, "data-lesson": lesson.key},
            on_mount=[*recall_passed, *(look_for_preview if lesson.needs else ())],
        ),
        rx.el.div(notice(), class_name="words"),
        class_name="page reading wide-reading",
    )


def _tab(key: str, name: str) -> rx.Component:
    return rx.el.button(
        name,
        type="button",
        class_name="tab",
        on_click=put(pane, key),
        custom_attrs={"id": f"pane-{key}", "aria-pressed": pane.value == key},
    )


def _reading(lesson: Lesson, course: Course, words: dict[str, str]) -> rx.Component:
    return rx.el.article(
        noscript(),
        *lesson_text(lesson.text),
        rx.el.section(rx.el.h2("Your task"), *lesson_text(lesson.task), class_name="card task"),
        _hints(lesson),
        rx.el.section(rx.el.h2("In the game"), *lesson_text(lesson.ending), _mirror(lesson, words)),
        _ways(lesson, course),
        class_name="lesson-text",
        custom_attrs={"id": "text-pane"},
    )


def _hints(lesson: Lesson) -> rx.Component:
    """Draw hints each within the one before, so that they are taken one at a time."""
    hints = lesson.hints
    drawn: rx.Component | None = None
    for number in range(len(hints), 0, -1):
        drawn = rx.el.details(
            rx.el.summary(f"Hint {number} of {len(hints)}", on_click=Learn.hint(lesson.key, number)),
            rx.el.p(*inline(hints[number - 1])),
            *([drawn] if drawn else []),
            class_name="guess hint-taken",
        )
    return drawn or rx.fragment()


def _mirror(lesson: Lesson, words: dict[str, str]) -> rx.Component:
    mirror = lesson.mirror
    return rx.el.details(
        rx.el.summary(rx.el.code(mirror.symbol), " in ", rx.el.code(mirror.path)),
        program(mirror.source, label=f"{mirror.symbol}, as the game has it"),
        rx.el.p(rule_link("Read the source", "source", words), class_name="more"),
        class_name="guess",
        custom_attrs={"id": "mirror"},
    )


def _ways(lesson: Lesson, course: Course) -> rx.Component:
    before, after = course.before(lesson.key), course.after(lesson.key)
    return rx.el.nav(
        rx.el.a("← ", before.title, href=previews.lesson_at(before.key), rel="prev") if before else rx.el.span(),
        rx.el.a(after.title, " →", href=previews.lesson_at(after.key), class_name="go", rel="next")
        if after
        else rx.el.a("To the button", href=previews.HOME.path, class_name="go"),
        class_name="ways",
        custom_attrs={"aria-label": "Lessons"},
    )
