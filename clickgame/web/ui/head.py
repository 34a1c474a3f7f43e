"""What browsers, phones and link previews are told about the page before anything of it is drawn."""

import json
from typing import Any

import reflex as rx

from clickgame.web.previews import NAME, Preview
from clickgame.web.ui.storage import storage_stand_in

_EVERYWHERE = (
    *("tokens", "page", "button", "achievements", "race", "recap", "board", "sheet", "words", "text", "arenas"),
)
_WHERE_IT_FITS = ("wide", "desk", "short", "calm", "forced", "presence")  # after the others: the last word wins

STYLESHEETS = [f"/styles/{name}.css" for name in (*_EVERYWHERE, *_WHERE_IT_FITS)]
"""What all pages are drawn with, in the order in which it is applied."""

_PAPER = {"light": "#f4ecdf", "dark": "#17110e"}  # the tokens of assets/styles/tokens.css, which a meta tag cannot name


def head() -> list[rx.Component]:
    """List what every page has in its head: a script that has to come first, and links."""
    return [
        storage_stand_in(),
        rx.el.link(rel="icon", href="/favicon.ico", sizes="32x32"),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/apple-touch-icon.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.meta(name="application-name", content=NAME),
        rx.el.meta(name="apple-mobile-web-app-title", content=NAME),
        *(
            # As Reflex's own prop, `media` would become a style.
            rx.el.meta(name="theme-color", content=colour, custom_attrs={"media": f"(prefers-color-scheme: {scheme})"})
            for scheme, colour in _PAPER.items()
        ),
    ]


def own_style(name: str) -> rx.Component:
    """Link the style sheet called *name*, which few pages have: the way to the first press is no longer for it."""
    return rx.el.link(rel="stylesheet", href=f"/styles/{name}.css", custom_attrs={"precedence": name})


def told(preview: Preview) -> dict[str, Any]:
    """Give what Reflex is told of the page that *preview* is about, as `rx.App.add_page` takes it."""
    return {
        "route": preview.path,
        "title": preview.title,
        "description": preview.description,
        "image": _image(preview.image),
    }


def _image(path: str) -> rx.Var[str]:
    """Give the image's address as the server has told it in this document's head, where that was sent by one."""
    told_by_server = "globalThis.document?.querySelector('meta[property=\"og:image\"]')?.content"
    return rx.Var(f"({told_by_server} ?? {json.dumps(path)})", _var_type=str).guess_type()
