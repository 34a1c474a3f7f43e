"""The way into a page for operators: a token and a name, which stay in their fields, and what was refused.

The token is sent with each request and kept nowhere else."""

import reflex as rx

from clickgame.contract.moderation import OPERATOR_LONGEST
from clickgame.web.states.notice import Notice
from clickgame.web.ui.browser import value_of

TOKEN_ID, OPERATOR_ID = "token", "operator-name"
TOKEN, OPERATOR = value_of(TOKEN_ID), value_of(OPERATOR_ID)


def entrance(look: rx.event.EventSpec, *, is_open: rx.Var[bool], name_for: str) -> rx.Component:
    """Ask for both, the name *name_for* something; *look* opens the page, or looks again when it *is_open*."""
    return rx.el.form(
        rx.el.label(
            "Token",
            rx.el.input(id=TOKEN_ID, type="password", required=True, auto_complete="off", spell_check=False),
        ),
        rx.el.label(
            f"Your name, for {name_for}",
            rx.el.input(id=OPERATOR_ID, required=True, max_length=OPERATOR_LONGEST, auto_complete="nickname"),
        ),
        rx.el.button(rx.cond(is_open, "Look again", "Open"), type="submit", class_name="go"),
        on_submit=lambda _: look,
        class_name="asks",
        custom_attrs={"id": "entrance"},
    )


def refused() -> rx.Component:
    """Say what was refused: without the part that does so on the game's page, or that would be one more file there."""
    said = rx.el.p(
        Notice.text,
        key=Notice.number.to_string(),
        class_name="pill passing",
        custom_attrs={"id": "notice", "data-code": Notice.code},
    )
    return rx.el.div(rx.el.div(rx.cond(Notice.code != "", said), role="alert"), class_name="words")
