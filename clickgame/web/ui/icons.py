"""The page's few icons, drawn in place: line art on a 24 by 24 grid in the colour of the text round it."""

import reflex as rx

SPEAKER = "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z"


def _icon(*paths: str, name: str) -> rx.Component:
    return rx.el.svg(
        *(rx.el.path(d=path) for path in paths),
        view_box="0 0 24 24",
        class_name=f"icon {name}",
        custom_attrs={"aria-hidden": "true"},
    )


def speaker() -> rx.Component:
    """Draw a speaker that sounds."""
    return _icon(SPEAKER, "M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11", name="speaker")


def speaker_off() -> rx.Component:
    """Draw a speaker that is silent."""
    return _icon(SPEAKER, "m16 9.5 5 5m0-5-5 5", name="speaker")


def phone() -> rx.Component:
    """Draw a phone that shakes."""
    return _icon(
        "M8.5 4.5h7v15h-7Z", "M4.5 8.5 3 10l1.5 2L3 14l1.5 1.5M19.5 8.5 21 10l-1.5 2 1.5 2-1.5 1.5", name="phone"
    )


def question() -> rx.Component:
    """Draw a question mark in a circle."""
    return _icon(
        "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17",
        "M9.6 9.5a2.45 2.45 0 1 1 3.7 2.1c-.9.5-1.3 1-1.3 2M12 16.6v.1",
        name="question",
    )


def crown() -> rx.Component:
    """Draw a crown."""
    return _icon("M4 17.5h16M5 14.5 3.5 7l5 3.5L12 5l3.5 5.5 5-3.5-1.5 7.5Z", name="crown")


def flame() -> rx.Component:
    """Draw a flame."""
    return _icon(
        "M12 3c1 3.4 5 5.6 5 10.2a5 5 0 0 1-10 0c0-2 1-3.2 2-4.4.2 1.6 1 2.4 1.7 2.600.3-3-.4-5.6 1.300-8.4Z",
        name="flame",
    )


def moon() -> rx.Component:
    """Draw a moon."""
    return _icon("M20 14.2A8.2 8.2 0 0 1 9.8 4a8.2 8.2 0 1 0 10.2 10.2Z", name="moon")


def sun() -> rx.Component:
    """Draw a sun."""
    return _icon(
        "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
        "M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
        name="sun",
    )


def pencil() -> rx.Component:
    """Draw a pencil."""
    return _icon("m4 20 .8-3.8L15.6 5.4a1.6 1.6 0 0 1 2.3 0l.7.7a1.6 1.6 0 0 1 0 2.3L7.8 19.2Z", name="pencil")


def chevron_up() -> rx.Component:
    """Draw an arrow head that points up."""
    return _icon("m6 14.5 6-6 6 6", name="chevron")


def cross() -> rx.Component:
    """Draw a cross."""
    return _icon("m6.5 6.5 11 11m0-11-11 11", name="cross")
