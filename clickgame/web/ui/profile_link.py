"""A handle that leads to its player's page."""

from collections.abc import Mapping

import reflex as rx

from clickgame.web import previews

HANDLE: Mapping[str, str] = {"translate": "no"}


def profile_link(
    player: rx.Var[str], handle: rx.Var[str], *, attributes: Mapping[str, object] = HANDLE
) -> rx.Component:
    """Draw the *handle* of *player*; it is of no language, and runs in its own direction."""
    return rx.el.a(handle, href=previews.of_player(player), dir="auto", custom_attrs={**HANDLE, **attributes})
