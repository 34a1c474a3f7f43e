"""Leaving the boards, on my own page: what that means in plain words, and a button for the way there and back."""

import reflex as rx

from clickgame.web.states.profile import Profile

_IS_OFF = Profile.facts["off"] == 1


def leaving() -> rx.Component:
    """Draw the card, as soon as the server has told which it is."""
    return rx.cond(
        Profile.facts.contains("off"),
        rx.el.section(
            rx.el.h2(rx.cond(_IS_OFF, "You have left the boards", "Leave the boards")),
            rx.el.p(
                rx.cond(
                    _IS_OFF,
                    "Nobody sees where you stand, and you win no day and no week. The feed tells nothing new of you. "
                    "Your presses count as ever: come back whenever you like, and you stand where they put you.",
                    "Play for yourself: on no board, without crowns, and with nothing new of you in the feed. Your "
                    "presses count as ever, and you see your own score. Boards of days that are over stay as they are. "
                    "You can come back at any time.",
                )
            ),
            rx.el.div(
                rx.el.button(
                    rx.cond(_IS_OFF, "Come back to the boards", "Leave the boards"),
                    type="button",
                    class_name="go quiet",
                    on_click=Profile.leave(~_IS_OFF),
                ),
                class_name="acts",
            ),
            class_name="card",
            custom_attrs={"id": "boards", "data-off": _IS_OFF},
        ),
    )
