"""The page of the course: its lessons in order, what is done, what is open, and what comes next."""

import reflex as rx

from clickgame.learn.course import Course
from clickgame.learn.lesson import Lesson
from clickgame.web import previews
from clickgame.web.states.identity import Identity
from clickgame.web.states.learn import Learn
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import drawn_button, home_link
from clickgame.web.ui.learned import is_done, is_open, recall_passed

_ALL = Learn.course["all"].to(str)
_MINE = Learn.course["mine"].to(dict[str, str])
_FINISHED = Learn.course["finished"].to(dict[str, int])


def learn(course: Course) -> rx.Component:
    """Compose the page."""
    lessons = list(course.lessons.values())
    minutes = sum(lesson.minutes for lesson in lessons)
    return rx.el.div(
        own_style("learn"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.div(
                rx.el.div(
                    rx.el.h1("Rebuild the game"),
                    rx.el.p(
                        f"{len(lessons)} lessons, some {minutes // 60} hours, from one button to an arena of your own. "
                        "You write plain Python in the page, it runs at once, and checks tell what is right. "
                        "Each lesson ends with the file that does the same in this game.",
                    ),
                    rx.cond(_ALL != "", rx.el.p(_ALL, class_name="mine", custom_attrs={"id": "mine"})),
                    _next(lessons),
                ),
                drawn_button("{ }"),
                class_name="opening",
            ),
            rx.el.ol(*(_card(lesson, course) for lesson in lessons), class_name="cards course"),
            rx.el.p(
                rx.cond(
                    Identity.player != "",
                    "What you check and pass is kept with your player, and comes along to your other devices. ",
                    "What you have typed and passed stays in this browser. ",
                ),
                "Passing gives nothing in the game: presses are for fingers.",
                class_name="keys",
            ),
            class_name="text",
            on_mount=recall_passed,
        ),
        class_name="page reading",
    )


def _next(lessons: list[Lesson]) -> rx.Component:
    """Draw the way to the first lesson that is not passed."""
    link: rx.Component = rx.el.a("All done. To the button", href=previews.HOME.path, class_name="go")
    for lesson in reversed(lessons):
        name = "Begin" if lesson is lessons[0] else f"Go on: {lesson.title}"
        here = rx.el.a(name, href=previews.lesson_at(lesson.key), class_name="go", custom_attrs={"id": "next"})
        link = rx.cond(is_done(lesson.key), link, here)
    return link


def _card(lesson: Lesson, course: Course) -> rx.Component:
    names = [f"“{course.lessons[need].title}”" for need in lesson.needs]
    finished = _FINISHED[lesson.key].to(int)
    standing = rx.cond(is_done(lesson.key), "done", rx.cond(is_open(lesson), "open", "later"))
    said = rx.cond(is_done(lesson.key), "Done", rx.cond(is_open(lesson), "Open", f"Opens after {' and '.join(names)}"))
    return rx.el.li(
        rx.el.a(
            rx.el.span(str(lesson.number), class_name="figure"),
            rx.el.h2(lesson.title),
            rx.el.p(f"{lesson.minutes} minutes · ", said, class_name="said"),
            rx.cond(_MINE[lesson.key].to(str), rx.el.p(_MINE[lesson.key], class_name="said mine")),
            rx.cond(
                finished > 0,
                rx.el.p(
                    rx.cond(finished == 1, "1 player has passed", finished.to_string() + " players have passed"),
                    class_name="said finished",
                ),
            ),
            href=previews.lesson_at(lesson.key),
        ),
        class_name="card lesson-card",
        custom_attrs={"data-lesson": lesson.key, "data-standing": standing},
    )
