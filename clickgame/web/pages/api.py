"""The page about the API: every address with an example, the rules for readers, and what can go wrong.

It is made of the table by which the server answers."""

import reflex as rx

from clickgame.web.http.api.problems import PROBLEMS
from clickgame.web.http.api.resources import RESOURCES
from clickgame.web.ui.home_link import go_home, home_link
from clickgame.web.ui.resource import problem_row, resource_card
from clickgame.web.ui.rule import rule


def api(words: dict[str, str]) -> rx.Component:
    """Compose the page; *words* are the rules by name, as they are at the build."""
    return rx.el.div(
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            _opening(),
            rx.el.div(*(resource_card(resource) for resource in RESOURCES), class_name="resources"),
            rx.el.div(_rules(words), _problems(), class_name="notes"),
            class_name="text reference",
        ),
        class_name="page reading",
    )


def _opening() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1("The board, for your own program."),
            rx.el.p(
                "Everything that the game shows can be read from here, as JSON or as a stream. It is for reading only, "
                "and needs no key.",
            ),
            go_home("To the button"),
        ),
        class_name="opening",
    )


def _rules(words: dict[str, str]) -> rx.Component:
    return rx.el.section(
        rx.el.h2("How to ask"),
        rx.el.p(
            "From one address you may make ",
            rule("requests", words),
            " on and on, and ",
            rule("burst", words),
            " at once. After that the answer is 429, and its Retry-After says how many seconds to wait. ",
            rule("streams", words),
            " streams may be open from one address.",
        ),
        rx.el.p(
            "A board is looked at ",
            rule("looks", words),
            " times a second at most, so asking more often brings nothing new. Every answer has an ETag: send it back "
            "as If-None-Match, and what has not changed comes as an empty 304.",
        ),
        rx.el.p(
            "Any site may ask, with no credentials. Fields may be added to an answer and never go away, so pass "
            "over those that you don't know.",
        ),
    )


def _problems() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What can go wrong"),
        rx.el.p("A refusal is application/problem+json (RFC 9457), with one of these codes."),
        rx.el.dl(*(problem_row(problem) for problem in PROBLEMS), class_name="problems"),
    )
