"""The page on which a player moves to another device, or signs out: forms, and a picture of a link.

It is drawn once, and whoever sends it says to whom it is shown (`web/http/devices.py`): parts of it are hidden until
then. Links to it load it as a document, for only so does the server put in what it is about."""

import reflex as rx

from clickgame.web import previews, rules
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import drawn_button, go_home, home_link

WORDS = dict(previews.DEVICES.words)


def devices() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        own_style("devices"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.h1(WORDS["headline"], custom_attrs={rules.SHOWN: "headline", "translate": "no"}),
            rx.el.p(WORDS["story"], class_name="lead", custom_attrs={rules.SHOWN: "story"}),
            _part("refusal", rx.el.p(rx.el.code(custom_attrs={rules.SHOWN: "code"}))),
            _part("go", go_home("To the button")),
            _part("lost", rx.el.p(rx.el.b(custom_attrs={rules.SHOWN: "lost"}))),
            _part(
                "take",
                rx.el.div(
                    _form("", _named_button()),
                    rx.el.a("No, to the button", href=previews.HOME.path, class_name="quiet"),
                    class_name="acts",
                ),
            ),
            _part("link", _link()),
            _part("own", _form("/link", _named_button())),
            _part(
                "key", rx.el.p(rx.el.code(custom_attrs={rules.SHOWN: "key", "translate": "no"}), class_name="card key")
            ),
            _part("own", _programs()),
            _part("revoke", _form("/no-key", rx.el.button("Take the key back", type="submit", class_name="quiet"))),
            _part("own", _leaving()),
            drawn_button("+1"),
            class_name="text devices",
        ),
        class_name="page reading",
    )


def _part(name: str, *children: rx.Component) -> rx.Component:
    return rx.el.div(*children, hidden=True, custom_attrs={rules.PART: name})


def _form(target: str, *children: rx.Component) -> rx.Component:
    """Draw a form that asks for a change; without a *target* it is that of the page's own address."""
    action = {"action": previews.DEVICES.path + target} if target else {}
    return rx.el.form(*children, custom_attrs={"method": "post", **action})


def _named_button() -> rx.Component:
    return rx.el.button(WORDS["button"], type="submit", class_name="go", custom_attrs={rules.SHOWN: "button"})


def _link() -> rx.Component:
    return rx.el.section(
        rx.el.img(
            src=previews.DEVICES.image,
            alt="",
            class_name="code",
            # Lazy, or the head would have the picture of the build loaded; as props, the sizes would be styles.
            custom_attrs={rules.PICTURED: "", "loading": "lazy", "width": 240, "height": 240},
        ),
        rx.el.div(
            rx.el.h2("Your link"),
            rx.el.p("Point the other device's camera at the picture, or open there:"),
            rx.el.p(
                rx.el.a(
                    rx.el.b(custom_attrs={rules.SHOWN: "address"}),
                    href=previews.DEVICES.path,
                    custom_attrs={rules.LINKED: "move", "translate": "no"},
                ),
            ),
            rx.el.p(
                "It works once, for ",
                rx.el.b(custom_attrs={rules.SHOWN: "left"}),
                ". Show it to nobody: whoever opens it first is you.",
            ),
        ),
        class_name="card move",
    )


def _programs() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Programs"),
        rx.el.p(
            "A program of yours may press for you, in the arena where programs are welcome. It needs a key, which can "
            "do nothing else. ",
            rx.el.a("How to press by a program", href=f"{previews.API.path}#presses"),
            ".",
        ),
        _form("/key", rx.el.button("Make a key", type="submit", class_name="quiet")),
        class_name="card",
    )


def _leaving() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Sign out"),
        rx.el.p(
            "Here: this browser forgets who you are, and its next visit makes a new player. If no other device is you, "
            "nobody can be any more, so make a link first. Everywhere else: all other devices forget it, and the link "
            "that you have made ends. Your scores stay.",
        ),
        rx.el.div(
            _form("/leave", rx.el.button("Sign out here", type="submit", class_name="quiet")),
            _form("/everywhere", rx.el.button("Sign out everywhere else", type="submit", class_name="quiet")),
            class_name="acts",
        ),
        class_name="card",
    )
