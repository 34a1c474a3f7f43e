"""The page about the API: every address with an example, the rules for readers, and what can go wrong.

It is made of the table by which the server answers."""

import reflex as rx

from clickgame.web.http.api.problems import MEDIA_TYPE, PROBLEMS
from clickgame.web.http.api.resources import RESOURCES
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import go_home, home_link
from clickgame.web.ui.resource import contents, problem_row, resource_card
from clickgame.web.ui.rule import rule
from clickgame.web.ui.rule_card import rule_card


def api(words: dict[str, str]) -> rx.Component:
    """Compose the page; *words* are the rules by name, as they are at the build."""
    return rx.el.div(
        own_style("reference"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            _opening(),
            _rules(words),
            rx.el.div(*(resource_card(resource) for resource in RESOURCES), class_name="resources"),
            _problems(),
            class_name="text reference",
        ),
        class_name="page reading",
    )


def _opening() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1("The board, for your own program."),
            rx.el.p(
                "Everything that the game shows can be read from here, as JSON or as a stream, without a key. With a "
                "player's key, programs press where they are welcome.",
            ),
            go_home("To the button"),
        ),
        contents(RESOURCES),
        class_name="opening",
    )


def _rules(words: dict[str, str]) -> rx.Component:
    return rx.el.ul(
        rule_card(
            rx.fragment(rule("requests", words), " a second"),
            "How often you may ask",
            "From one address ",
            rule("requests", words),
            " requests a second are answered, and ",
            rule("burst", words),
            " at once. After that it is 429, and ",
            rx.el.code("Retry-After"),
            " says how many seconds to wait. ",
            rule("streams", words),
            " streams may be open.",
        ),
        rule_card(
            "304",
            "What has not changed",
            "A board is looked at ",
            rule("looks", words),
            " times a second at most. Every answer has an ",
            rx.el.code("ETag"),
            ": send it back as ",
            rx.el.code("If-None-Match"),
            ", and what has not changed comes as an empty 304.",
        ),
        rule_card(
            "No key",
            "Who may ask",
            "Everybody, and the scripts of any site. No cookie is set, and nobody becomes a player by reading. Only to "
            "press takes a key. Fields may be added to an answer and never go away: pass over those that you don't "
            "know.",
        ),
        class_name="cards",
    )


def _problems() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What can go wrong"),
        rx.el.p("A refusal is ", rx.el.code(MEDIA_TYPE), " (RFC 9457), with one of these codes."),
        rx.el.dl(*(problem_row(problem) for problem in PROBLEMS), class_name="problems"),
    )
