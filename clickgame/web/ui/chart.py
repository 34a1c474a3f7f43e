"""A curve over time with its value now, its words, and the limit as a line across it."""

import reflex as rx

from clickgame.web.charts import HEIGHT, WIDTH
from clickgame.web.states.ops import Chart


def chart(drawn: rx.vars.ObjectVar[Chart], since: rx.Var[str], form: rx.Component) -> rx.Component:
    """Draw it, and below it the *form* for its limit; its left end is *since* then."""
    return rx.el.li(
        rx.el.h3(drawn.title),
        rx.el.p(rx.el.strong(drawn.value), rx.el.span(" now"), class_name="now"),
        rx.el.div(
            rx.el.svg(
                rx.el.path(d=drawn.area, class_name="area"),
                rx.el.path(d=drawn.line, class_name="line", custom_attrs={"vectorEffect": "non-scaling-stroke"}),
                rx.cond(
                    drawn.limit_at >= 0,
                    rx.el.path(
                        d=f"M0 {drawn.limit_at}H{WIDTH}",
                        class_name="limit",
                        custom_attrs={"vectorEffect": "non-scaling-stroke"},
                    ),
                ),
                view_box=f"0 -2 {WIDTH} {HEIGHT + 4}",
                custom_attrs={"aria-hidden": "true", "preserveAspectRatio": "none"},
            ),
            rx.el.span(drawn.top, custom_attrs={"aria-hidden": "true"}),
            class_name="drawing",
        ),
        rx.el.p(rx.el.span(since), rx.el.span("now"), class_name="ends", custom_attrs={"aria-hidden": "true"}),
        rx.el.p(drawn.said, class_name="said"),
        form,
        key=drawn.key,
        class_name="card chart",
        custom_attrs={"data-vital": drawn.key, "data-over": drawn.is_over},
    )
