"""What browsers, phones and link previews are told about the page before anything of it is drawn."""

import reflex as rx

from clickgame.web.ui.storage import storage_stand_in

TITLE = "Click the Button"
DESCRIPTION = "One big button, one live board. Every press counts, at once and for everybody to see."
IMAGE = "/preview.png"

_EVERYWHERE = ("tokens", "page", "button", "achievements", "board", "words")
_WHERE_IT_FITS = ("wide", "desk", "short", "calm", "forced")  # after the others: the last word wins

STYLESHEETS = [f"/styles/{name}.css" for name in (*_EVERYWHERE, *_WHERE_IT_FITS)]
"""What Tailwind's classes can't say: tokens, the button's body, and all that moves."""

_PAPER = {"light": "#f4ecdf", "dark": "#17110e"}  # the tokens of assets/styles/tokens.css, which a meta tag cannot name

META = [
    {"name": "application-name", "content": TITLE},
    {"name": "apple-mobile-web-app-title", "content": TITLE},
    *(
        # `media` is no prop of Reflex's meta: as one of its own it would be taken for style.
        rx.el.meta(name="theme-color", content=colour, custom_attrs={"media": f"(prefers-color-scheme: {scheme})"})
        for scheme, colour in _PAPER.items()
    ),
    {"property": "og:type", "content": "website"},
    {"property": "og:title", "content": TITLE},
    {"property": "og:description", "content": DESCRIPTION},
    {"property": "og:image:width", "content": "1200"},
    {"property": "og:image:height", "content": "630"},
    {"property": "og:image:alt", "content": "A large red button, and the words Click the Button"},
    {"name": "twitter:card", "content": "summary_large_image"},
]


def head() -> list[rx.Component]:
    """List what every page's head has: a script that has to come first, and links."""
    return [
        storage_stand_in(),
        rx.el.link(rel="icon", href="/favicon.ico", sizes="32x32"),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/apple-touch-icon.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
    ]
