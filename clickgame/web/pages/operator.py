"""The operator's desk: what was reported, players, what is in force, and all that was done.

The token stays in its field for as long as the tab is open: it is sent with each request and kept nowhere else."""

from typing import Any

import reflex as rx

from clickgame.contract.moderation import ADDRESS, ARENA, DEEDS, MACHINE, PLAYER, REASONS, UNRANK
from clickgame.web.states.moderation import Case, Done, Doubt, Moderation
from clickgame.web.ui.browser import value_of
from clickgame.web.ui.entrance import OPERATOR, TOKEN, entrance, refused
from clickgame.web.ui.fairplay import gaps
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import home_link
from clickgame.web.ui.noscript import noscript

ASKED_ID = "asked"
HOURS = (("", "As usual"), ("1", "1 hour"), ("24", "1 day"), ("168", "7 days"), ("0", "Without an end"))

_IS_OPEN = Moderation.desk.contains("log")


def operator() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        own_style("operator"),
        own_style("fairplay"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            noscript(),
            rx.el.div(
                rx.el.h1("Operator"),
                rx.cond(
                    _IS_OPEN,
                    rx.fragment(),
                    rx.el.p("The token is in the server's log, or what its setting says. It stays in this tab."),
                ),
            ),
            entrance(Moderation.look(TOKEN, ""), is_open=_IS_OPEN, name_for="the log"),
            rx.cond(_IS_OPEN, _desk()),
            class_name="text operator",
        ),
        refused(),
        class_name="page reading",
    )


def _desk() -> rx.Component:
    return rx.fragment(
        _cases("Reported", Moderation.desk["reported"], "Nothing that waits.", "reported"),
        rx.el.section(
            rx.el.h2("Find a player"),
            rx.el.form(
                rx.el.label(
                    "Id, or a part of the handle",
                    rx.el.input(id=ASKED_ID, required=True, auto_complete="off", spell_check=False),
                ),
                rx.el.button("Find", type="submit", class_name="go"),
                on_submit=lambda _: Moderation.look(TOKEN, value_of(ASKED_ID)),
                class_name="asks",
                custom_attrs={"id": "find"},
            ),
            rx.cond(
                Moderation.desk["asked"] != "",
                _list(Moderation.desk["found"].to(list[Case]), _case, "Nobody is called that.", "found"),
            ),
        ),
        rx.el.section(
            rx.el.h2("Fair play"),
            rx.el.p("They press like programs, and are off the boards of an arena. What they press still counts."),
            _list(Moderation.desk["doubts"].to(list[Doubt]), _doubt, "Nobody.", "doubts"),
            class_name="fair",
        ),
        _deeds("In force", Moderation.desk["standing"], "Nothing.", "standing"),
        _deeds("Log", Moderation.desk["log"], "Nothing was done yet.", "log"),
    )


def _cases(title: str, cases: Any, nothing: str, element_id: str) -> rx.Component:  # noqa: ANN401  # a part of the desk
    return rx.el.section(rx.el.h2(title), _list(cases.to(list[Case]), _case, nothing, element_id))


def _deeds(title: str, deeds: Any, nothing: str, element_id: str) -> rx.Component:  # noqa: ANN401  # likewise
    return rx.el.section(rx.el.h2(title), _list(deeds.to(list[Done]), _deed, nothing, element_id))


def _list(rows: Any, draw: Any, nothing: str, element_id: str) -> rx.Component:  # noqa: ANN401  # likewise
    return rx.cond(
        rows.length() > 0,
        rx.el.ul(rx.foreach(rows, draw), class_name="entries", custom_attrs={"id": element_id}),
        rx.el.p(nothing, custom_attrs={"id": element_id}),
    )


def _case(case: rx.vars.ObjectVar[Case]) -> rx.Component:
    return rx.el.li(
        rx.el.h3(rx.el.a(case.name, href=case.path, dir="auto", custom_attrs={"translate": "no"})),
        rx.el.p(case.said),
        rx.el.ul(rx.foreach(case.more, rx.el.li), class_name="more"),
        rx.cond(case.of == ARENA, _form(case, ARENA), _form(case, PLAYER)),
        key=case.whom,
        class_name="card",
        custom_attrs={"data-whom": case.whom},
    )


def _doubt(doubt: rx.vars.ObjectVar[Doubt]) -> rx.Component:
    keep = {"whom": doubt.whom, "what": UNRANK, "why": MACHINE}
    return rx.el.li(
        rx.el.h3(rx.el.a(doubt.name, href=doubt.path, dir="auto", custom_attrs={"translate": "no"})),
        rx.el.p(doubt.said),
        rx.el.ul(rx.foreach(doubt.reasons, rx.el.li), class_name="more"),
        gaps(doubt.outline, doubt.gaps, whose="This player's"),
        rx.el.div(
            rx.el.button("Let back", type="button", class_name="go", on_click=_undo(doubt.number)),
            rx.el.form(
                *(rx.el.input(type="hidden", name=name, value=value) for name, value in keep.items()),
                rx.el.button("Keep off all boards", type="submit", class_name="undo"),
                on_submit=lambda form: Moderation.do(TOKEN, OPERATOR, _asked(), form),
            ),
            class_name="acts",
        ),
        key=doubt.number.to_string(),
        class_name="card",
        custom_attrs={"data-whom": doubt.whom},
    )


def _form(case: rx.vars.ObjectVar[Case], of: str) -> rx.Component:
    """Draw what may be done about a player, or about an arena."""
    may = {PLAYER: (PLAYER, ADDRESS, ""), ARENA: (ARENA, "")}[of]
    hours = (_choice("For", "hours", HOURS),) if of == PLAYER else ()
    reasons = [(reason.key, reason.title) for reason in REASONS if reason.is_of_arenas or of == PLAYER]
    return rx.el.form(
        rx.el.input(type="hidden", name="whom", value=case.whom),
        _choice("Do", "what", [(kind.key, kind.title) for kind in DEEDS if kind.to in may]),
        _choice("Because", "why", reasons),
        *hours,
        rx.el.button("Do it", type="submit", class_name="go"),
        on_submit=lambda form: Moderation.do(TOKEN, OPERATOR, _asked(), form),
        class_name="asks",
    )


def _choice(label: str, name: str, options: Any) -> rx.Component:  # noqa: ANN401  # pairs of a value and its words
    return rx.el.label(label, rx.el.select(*(rx.el.option(words, value=value) for value, words in options), name=name))


def _deed(done: rx.vars.ObjectVar[Done]) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.b(done.said)),
        rx.el.p(done.more),
        rx.cond(
            done.can_be_undone,
            rx.el.button(
                "Undo",
                type="button",
                class_name="undo",
                on_click=_undo(done.number),
            ),
        ),
        key=done.number.to_string(),
        class_name="deed",
        custom_attrs={"data-in-force": done.is_in_force},
    )


def _undo(number: rx.Var[int]) -> Any:  # noqa: ANN401  # an event
    return Moderation.undo(TOKEN, OPERATOR, _asked(), number)


def _asked() -> rx.Var[str]:
    return Moderation.desk["asked"].to(str)
