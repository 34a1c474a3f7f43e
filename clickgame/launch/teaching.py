"""The course in a server: a page for each lesson, and the way from these pages to the sandbox."""

from functools import partial, update_wrapper

import reflex as rx

from clickgame.gateway.learn import Learn
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.moderation import Desk
from clickgame.gateway.tapes import Tapes
from clickgame.learn.course import Course
from clickgame.learn.sandbox.sandbox import Sandbox
from clickgame.web import previews
from clickgame.web.pages.learn import learn
from clickgame.web.pages.lesson import lesson_page
from clickgame.web.states.identity import Identity
from clickgame.web.states.learn import Learn as LearnState
from clickgame.web.ui.head import told


def teach(app: rx.App, course: Course, words: dict[str, str]) -> None:
    """Give *app* the pages of *course*; *words* are the rules by name, as they are at the build."""
    app.add_page(
        update_wrapper(partial(learn, course), learn),
        **told(previews.LEARN),
        on_load=[Identity.come_back, LearnState.load_course],
    )
    for lesson in course.lessons.values():
        app.add_page(
            update_wrapper(partial(lesson_page, lesson, course, words), lesson_page),
            **told(previews.of_lesson(lesson.key, lesson.title)),
            # What is known of a lesson is known of who plays.
            on_load=[Identity.come_back, LearnState.load],
        )


def learning(course: Course, sandbox: Sandbox, lobby: Lobby, desk: Desk) -> Learn:
    """Have learners' programs run in *sandbox*."""

    def player_of(sid: str) -> str:
        client = lobby.clients.find(sid)
        return client.player if client else ""

    return Learn(
        course.lessons,
        sandbox.run,
        lobby.link.learning,
        find_wire=lambda sid: lobby.find_wire(sid),  # noqa: PLW0108  # whoever owns the sockets sets it later
        player_of=player_of,
        address_of=lambda sid: desk.address_of(sid),  # noqa: PLW0108  # likewise
        now=lobby.link.now,
    )


def taping(course: Course, sandbox: Sandbox, lobby: Lobby, learn: Learn) -> Tapes:
    """Have the arenas of those who *learn* judge tapes of the real one, when nobody waits for *sandbox*."""
    return Tapes(
        course.lessons,
        partial(sandbox.run, is_patient=True),
        lobby.link.learning.tape,
        find_wire=lambda sid: lobby.find_wire(sid),  # noqa: PLW0108  # as above
        line=learn.line,
        now=lobby.link.now,
    )
