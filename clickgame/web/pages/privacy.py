"""The page about what is kept of a player: what, why and how long, in plain words; and what can be done about it."""

import reflex as rx

from clickgame.web.http.devices import LET_GO
from clickgame.web.states.identity import Identity
from clickgame.web.states.notice import Notice
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import drawn_button, go_home, home_link
from clickgame.web.ui.noscript import noscript
from clickgame.web.ui.notice import refusal
from clickgame.web.ui.offline import forget_visit
from clickgame.web.ui.rule import rule
from clickgame.web.ui.wishes import wishes

ERASED = "privacy_erased"
_IS_OURS = Notice.code.startswith("privacy_")
"""What came of a wish is no refusal: it stays, at the top of the page."""


def privacy(words: dict[str, str]) -> rx.Component:
    """Compose the page; *words* are the rules by name, as they are at the build."""
    return rx.el.div(
        own_style("privacy"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            noscript(),
            rx.el.div(
                rx.cond(_IS_OURS, rx.el.p(Notice.text)),
                rx.cond(Notice.code == ERASED, _let_go()),
                class_name="came-of-it",
                role="status",
                custom_attrs={"id": "said"},
            ),
            _opening(),
            rx.el.section(rx.el.h2("What is kept, why, and how long"), _kept()),
            _left(words),
            rx.cond(Identity.player != "", wishes(words), _nobody()),
            _never(),
            class_name="text privacy",
        ),
        rx.el.div(
            refusal(
                code=rx.cond(_IS_OURS, "", Notice.code), text=Notice.text, number=Notice.number, look="pill passing"
            ),
            class_name="words",
        ),
        class_name="page reading",
    )


@rx.memo
def _let_go(rest: rx.RestProp) -> rx.Component:
    return rx.fragment(rx.el.img(src=LET_GO, alt=""), rx.el.span(rest, on_mount=forget_visit, hidden=True))


def _opening() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1("What the game knows of you"),
            rx.el.p(
                "Not much. You are never asked who you are: no name, no age, no e-mail, no password. Here is all that "
                "is kept so that the game works, and you can read it, hide it, or have it deleted."
            ),
            go_home("To the button"),
        ),
        drawn_button("?"),
        class_name="opening",
    )


def _kept() -> rx.Component:
    return rx.el.ul(
        _thing(
            "Your handle",
            "The made-up name that stands on the board. You get one by chance, and can take another.",
            "So that others can tell players apart. If you do not want that, leave the boards on your own page.",
            "Until you delete it, or do not come back.",
        ),
        _thing(
            "Your presses",
            "How often you pressed, when you pressed last, your best runs, whether by mouse, touch, keys or a switch, "
            "the last five runs in each arena, how often you pressed on each of the last 90 days, your achievements "
            "and your crowns.",
            "Because that is the game: scores, boards, streaks.",
            "Until you delete it, or do not come back. Older days and runs leave by themselves.",
        ),
        _thing(
            "What happened",
            "Lines such as “has a new best run”, and the signs that you answered with.",
            "So that everybody sees what goes on. You can hide each line about you.",
            "Until so many newer ones have come that there is no room.",
        ),
        _thing(
            "Your lessons",
            "Which lessons you passed and when, your tries and hints, and each program as you had it checked last.",
            "So that you go on where you were, on each of your devices.",
            "Until you delete it, or do not come back. What you only typed stays in your browser.",
        ),
        _thing(
            "A ticket",
            "A long random number in one cookie of your browser. We keep only a fingerprint of it, from which nobody "
            "gets the number back. Where the page came by TLS, browsers take that cookie from this very server only.",
            "So that you are the same player tomorrow.",
            "A year in your browser, anew with each visit. With us, until you delete yourself or do not come back.",
        ),
        _thing(
            "A key for programs",
            "Only if you make one: a fingerprint of it. The key itself is yours alone.",
            "So that a program of yours may press where programs are welcome.",
            "Until you take it back, make another, delete yourself or do not come back.",
        ),
        _thing(
            "Your choices",
            "Sound, colours, and whom you follow. They stay in your browser; we never get the list.",
            "So that the page looks and sounds as you left it.",
            "Until you clear your browser.",
        ),
        _thing(
            "Your address",
            "The number by which the internet finds your computer. We see it, as every website does.",
            "To slow down whoever floods the game.",
            "In memory only, while it is needed. It is written into no file.",
        ),
        class_name="cards kept",
    )


def _thing(name: str, what: str, why: str, how_long: str) -> rx.Component:
    return rx.el.li(
        rx.el.h3(name),
        rx.el.p(what),
        rx.el.dl(
            rx.el.div(rx.el.dt("Why"), rx.el.dd(why)),
            rx.el.div(rx.el.dt("How long"), rx.el.dd(how_long)),
        ),
        class_name="card",
    )


def _left(words: dict[str, str]) -> rx.Component:
    return rx.el.section(
        rx.el.h2("If you do not come back"),
        rx.el.p(
            "Then you are forgotten, as if you had deleted everything: after ",
            rule("guest", words),
            " if you never pressed or learned anything, after ",
            rule("glance", words),
            " if you pressed ",
            rule("few", words),
            " times or less and passed no lesson, and else after ",
            rule("absent", words),
            ".",
        ),
    )


def _never() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What never happens here"),
        rx.el.ul(
            rx.el.li("Nobody is told where you are, and you are followed to no other page."),
            rx.el.li("There are no adverts, and nothing of you is sold or given away."),
            rx.el.li("Strangers cannot write to you: there is no chat."),
            rx.el.li("Nothing nags, and nothing tricks you into staying."),
            class_name="never",
        ),
    )


def _nobody() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Nothing is kept of this browser"),
        rx.el.p(
            "There is no player here, and reading this page makes none. Whoever goes to the button becomes one, and "
            "finds the ways to read, hide or delete it all on this page then."
        ),
        custom_attrs={"id": "nobody"},
    )
