"""The curves of a player's last runs, each with what it came to; one leads to the run's own page."""

import reflex as rx

from clickgame.web.states.profile import BAR_MOST, CURVE_WIDTH, Curve
from clickgame.web.ui.browser import grouped


@rx.memo
def curves(runs: rx.Var[list[Curve]]) -> rx.Component:
    """Draw them; nothing where there is none."""
    return rx.cond(
        runs.length() > 0,
        rx.el.section(
            rx.el.h2("Last runs"),
            rx.el.ul(rx.foreach(runs, _run), class_name="curves", custom_attrs={"id": "curves"}),
            class_name="card",
        ),
    )


def _run(run: rx.vars.ObjectVar[Curve]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.strong(grouped(run.score), class_name="tabular-nums"),
            rx.cond(run.score == 1, " press", " presses"),
            href=run.path,
            # The server makes that page, and the game's script knows nothing of it.
            custom_attrs={"reloadDocument": True},
        ),
        rx.el.svg(
            rx.el.path(d=run.outline),
            view_box=f"0 0 {CURVE_WIDTH} {BAR_MOST}",
            custom_attrs={"aria-hidden": "true", "preserveAspectRatio": "none"},
        ),
        rx.el.p(run.said),
        key=run.path,
    )
