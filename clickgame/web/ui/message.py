"""The one line under the button: what to know right now, the most urgent first."""

import reflex as rx

from clickgame.web.ui.browser import grouped


@rx.memo
def message(
    *,
    held_s: rx.Var[int],
    run_left_s: rx.Var[int],
    score: rx.Var[int],
    to_go: rx.Var[int],
    goal: rx.Var[str],
    is_timed: rx.Var[bool],
    invitation: rx.Var[str],
) -> rx.Component:
    """Draw the line; its place is kept when there is nothing to say."""
    return rx.el.p(
        rx.cond(
            held_s > 0,
            rx.el.span("Too fast. Few presses count for now.", class_name="urgent"),
            rx.cond(
                run_left_s >= 0,
                rx.el.span(
                    rx.cond(is_timed, "This run ends in ", "Keep pressing: this run ends in "),
                    rx.el.strong(run_left_s, " s", class_name="tabular-nums", custom_attrs={"id": "run-left"}),
                    class_name="urgent",
                ),
                rx.cond(score == 0, rx.el.span(invitation), _goal(to_go, goal)),
            ),
        ),
        class_name="message",
        custom_attrs={"id": "message"},
    )


def _goal(to_go: rx.Var[int], goal: rx.Var[str]) -> rx.Component:
    return rx.cond(
        to_go > 0,
        rx.el.span(rx.el.span(grouped(to_go), class_name="tabular-nums"), " to ", rx.el.em(goal)),
        rx.el.span("Nothing left to reach. Press on."),
    )
