"""Reporting a player's or an arena's name: a few reasons, no words of one's own, and a calm answer."""

import reflex as rx

from clickgame.contract.moderation import ARENA, REASONS
from clickgame.core.arenas import ARENAS
from clickgame.web.states.moderation import Moderation
from clickgame.web.states.place import Place
from clickgame.web.ui.head import own_style


def report(of: str, target: rx.Var[str]) -> rx.Component:
    """Draw what opens the reasons for reporting *target*, and what was answered."""
    reasons = [reason for reason in REASONS if reason.is_of_arenas or of != ARENA]
    form = rx.el.form(
        rx.el.fieldset(
            rx.el.legend("What is wrong?"),
            *(
                rx.el.label(
                    rx.el.input(type="radio", name="why", value=reason.key, required=True), rx.el.span(reason.title)
                )
                for reason in reasons
            ),
        ),
        rx.el.button("Report", type="submit", class_name="go"),
        on_submit=lambda form: Moderation.report(of, target, form),
    )
    said = rx.cond(Moderation.said[0] == target, Moderation.said[1], "").to(str)
    return rx.el.details(
        own_style("report"),
        rx.el.summary("Report this name" if of == ARENA else "Report this player"),
        rx.cond(said == "", form),
        rx.el.p(said, role="status"),
        class_name="report",
        custom_attrs={"id": "report"},
    )


def report_place() -> rx.Component:
    """Draw the same for the arena of this page, if a player has opened it."""
    listed = rx.Var.create([kind.key for kind in ARENAS])
    return rx.cond(
        listed.contains(Place.name) | Place.is_gone,
        rx.fragment(),
        rx.el.footer(report(ARENA, Place.name)),
    )
