"""How the server goes: four numbers for everybody, and curves, limits and jobs for operators, all of it live.

The token stays in its field for as long as the tab is open, as on the operator's page."""

from typing import Any

import reflex as rx

from clickgame.gateway.vitals import SPANS, Span
from clickgame.web.states.ops import Chart, JobRow, Ops, Tile, Told
from clickgame.web.ui.browser import value_of
from clickgame.web.ui.chart import chart
from clickgame.web.ui.clock import Every
from clickgame.web.ui.entrance import OPERATOR, TOKEN, entrance, refused
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import home_link
from clickgame.web.ui.noscript import noscript

SPAN_ID = "span"
LOOK_MS = 5_000

_IS_OPEN = Ops.page["is_open"].to(bool)
_ASKED = TOKEN, OPERATOR, value_of(SPAN_ID)


def ops() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        own_style("operator"),
        own_style("ops"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            noscript(),
            rx.el.div(
                rx.el.h1("How it goes"),
                rx.el.p("This server, now. The numbers renew themselves every few seconds."),
            ),
            rx.el.dl(
                rx.foreach(Ops.page["tiles"].to(list[Tile]), _tile), class_name="tiles", custom_attrs={"id": "tiles"}
            ),
            # Each has what it asks for from the beginning on: with the token only once that has opened the page.
            rx.cond(_IS_OPEN, _beat(Ops.look(*_ASKED)), _beat(Ops.look("", "", ""))),
            rx.el.input(id=SPAN_ID, type="hidden", value=rx.cond(_IS_OPEN, Ops.page["span"].to(str), SPANS[0].key)),
            rx.cond(
                Ops.page["may_open"].to(bool), entrance(Ops.look(*_ASKED), is_open=_IS_OPEN, name_for="the others")
            ),
            rx.cond(_IS_OPEN, _desk()),
            on_mount=Ops.look("", "", ""),
            class_name="text operator ops",
        ),
        refused(),
        class_name="page reading",
    )


def _beat(look: Any) -> rx.Component:  # noqa: ANN401  # an event
    return Every.create(on_beat=look, period_ms=LOOK_MS)


def _tile(tile: rx.vars.ObjectVar[Tile]) -> rx.Component:
    return rx.el.div(rx.el.dt(tile.title), rx.el.dd(tile.value), key=tile.key, custom_attrs={"data-tile": tile.key})


def _desk() -> rx.Component:
    return rx.fragment(
        rx.el.section(
            rx.el.div(
                rx.el.h2("Curves"),
                rx.el.div(
                    *(_tab(span) for span in SPANS),
                    role="group",
                    class_name="tabs",
                    custom_attrs={"aria-label": "Of which time"},
                ),
                class_name="heading",
            ),
            rx.el.ul(
                rx.foreach(Ops.page["charts"].to(list[Chart]), _chart),
                class_name="charts",
                custom_attrs={"id": "charts"},
            ),
        ),
        _list("Limits", Ops.page["alarms"].to(list[Told]), _told, "No limit was exceeded or set.", "alarms"),
        rx.cond(
            Ops.page["gateways"].to(list[Told]).length() > 0,
            _list("Gateways", Ops.page["gateways"].to(list[Told]), _told, "None.", "gateways"),
        ),
        _list("Jobs", Ops.page["jobs"].to(list[JobRow]), _job, "None.", "jobs"),
        _list("Given up", Ops.page["letters"].to(list[Told]), _told, "Every job runs well.", "letters"),
        _list(
            "Lessons", Ops.page["lessons"].to(list[Told]), _told, "No program was checked since the start.", "lessons"
        ),
        rx.el.section(
            rx.el.h2("Who looks"), rx.el.p(Ops.page["looking"].to(str), dir="auto", custom_attrs={"id": "looking"})
        ),
    )


def _tab(span: Span) -> rx.Component:
    return rx.el.button(
        span.title,
        type="button",
        class_name="tab",
        on_click=Ops.look(_ASKED[0], _ASKED[1], span.key),
        custom_attrs={"id": f"tab-{span.key}", "aria-pressed": Ops.page["span"].to(str) == span.key},
    )


def _chart(drawn: rx.vars.ObjectVar[Chart]) -> rx.Component:
    form = rx.el.form(
        rx.el.input(type="hidden", name="vital", value=drawn.key),
        rx.el.label(
            "Tell beyond",
            rx.el.input(
                name="limit",
                input_mode="decimal",
                auto_complete="off",
                placeholder="no limit",
                default_value=drawn.limit,
                max_length=12,
                key=drawn.limit,
            ),
        ),
        rx.el.button("Set", type="submit", class_name="undo"),
        on_submit=lambda form: Ops.limit(*_ASKED, form),
        class_name="asks",
    )
    return chart(drawn, Ops.page["since"].to(str), form)


def _list(title: str, rows: Any, draw: Any, nothing: str, element_id: str) -> rx.Component:  # noqa: ANN401  # a part of the page
    return rx.el.section(
        rx.el.h2(title),
        rx.cond(
            rows.length() > 0,
            rx.el.ul(rx.foreach(rows, draw), class_name="told-list", custom_attrs={"id": element_id}),
            rx.el.p(nothing, custom_attrs={"id": element_id}),
        ),
    )


def _told(told: rx.vars.ObjectVar[Told]) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.b(told.said)),
        rx.el.p(told.more),
        key=told.key,
        class_name="deed",
        custom_attrs={"data-bad": told.is_bad},
    )


def _job(job: rx.vars.ObjectVar[JobRow]) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.b(job.text), " ", rx.el.span(job.state, class_name="state")),
        rx.el.p(job.said),
        rx.el.p(job.more),
        rx.el.p(
            rx.foreach(job.runs, lambda run: rx.el.i(custom_attrs={"data-run": run})),
            class_name="runs",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.button(
            "Run now",
            type="button",
            class_name="undo",
            on_click=Ops.again(*_ASKED, job.name),
            custom_attrs={"aria-label": f"Run now: {job.text}"},
        ),
        key=job.name,
        class_name="deed job",
        custom_attrs={"data-job": job.name, "data-state": job.state},
    )
