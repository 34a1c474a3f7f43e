"""What a screen reader is told without being asked.

The score comes at most every five seconds, and only when it changed. What is urgent comes at once, and once: its text
has no countdown in it."""

import reflex as rx

from clickgame.web.ui.browser import grouped

SAY_EVERY_MS = 5000


@rx.memo
def voice(score: rx.Var[int]) -> rx.Component:
    """Say the *score*, which whoever passes it changes now and then only."""
    return rx.el.p(
        rx.cond(score > 0, grouped(score) + " presses", ""),
        class_name="sr-only",
        custom_attrs={"id": "announcer", "aria-live": "polite"},
    )


@rx.memo
def alarm(*, is_held: rx.Var[bool], is_ending: rx.Var[bool], run_over: rx.Var[int]) -> rx.Component:
    """Say that the player is held or the run ends, and, with less urgency, what a run came to."""
    return rx.fragment(
        rx.el.p(
            rx.cond(
                is_held,
                "Too fast. Few presses count for now.",
                rx.cond(is_ending, "This run ends within a minute. Keep pressing.", ""),
            ),
            class_name="sr-only",
            custom_attrs={"id": "alarm", "role": "alert"},
        ),
        rx.el.p(
            rx.cond(run_over > 0, "That run came to " + grouped(run_over) + ".", ""),
            class_name="sr-only",
            custom_attrs={"id": "outcome", "role": "status"},
        ),
    )
