"""The page about a player: what was pressed, when, and what came of it; with settings where it is one's own."""

import json

import reflex as rx

from clickgame.contract.moderation import PLAYER
from clickgame.web import previews
from clickgame.web.states.identity import Identity
from clickgame.web.states.profile import Own, Profile, Reached
from clickgame.web.ui import icons
from clickgame.web.ui.avatar import avatar
from clickgame.web.ui.browser import grouped
from clickgame.web.ui.curves import curves
from clickgame.web.ui.days import days
from clickgame.web.ui.fairplay import fairplay
from clickgame.web.ui.follow import follow
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import drawn_button, go_home, home_link
from clickgame.web.ui.leaving import leaving
from clickgame.web.ui.noscript import noscript
from clickgame.web.ui.report import report
from clickgame.web.ui.settings import settings

_TOLD = "globalThis.document?.querySelector('meta[property=\"og:title\"]')?.content"
profile_title = rx.cond(
    Profile.is_unknown,
    f"No such player · {previews.NAME}",
    rx.cond(
        Profile.handle != "",
        Profile.handle + f" · {previews.NAME}",
        # Until the page has been told: what the server has said of it, where it was visited directly.
        rx.Var(f"({_TOLD} ?? {json.dumps(previews.PROFILE.title)})", _var_type=str).guess_type(),
    ),
).to(str)
"""What the tab is called."""

_IS_MINE = (Identity.player != "") & (Identity.player == Profile.player)


def profile() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        own_style("people"),
        own_style("fairplay"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            noscript(),
            rx.cond(Profile.is_unknown, _nobody(), rx.cond(Profile.player != "", _somebody())),
            class_name="text profile",
        ),
        class_name="page reading",
    )


def _nobody() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1("Nobody is here"),
            rx.el.p(previews.NO_PLAYER),
            go_home("To the button"),
        ),
        drawn_button("?"),
        class_name="opening",
        custom_attrs={"id": "nobody"},
    )


def _somebody() -> rx.Component:
    handle = rx.cond(_IS_MINE, Identity.handle, Profile.handle).to(str)
    return rx.fragment(
        rx.el.div(
            rx.el.div(avatar(Profile.player), class_name="face"),
            rx.el.div(
                rx.el.h1(handle, dir="auto", custom_attrs={"id": "whose", "translate": "no"}),
                rx.cond(
                    _IS_MINE,
                    rx.el.div(rx.el.span("you", class_name="you"), go_home("Press on"), class_name="acts"),
                    follow(player=Profile.player),
                ),
            ),
            class_name="who",
        ),
        rx.el.dl(
            _fact("Presses", Profile.facts["total"], "total"),
            _fact("Best run", Profile.facts["best"], "best"),
            _fact("Days in a row", Profile.facts["streak"], "streak"),
            _fact("Longest streak", Profile.facts["longest"], "longest"),
            _fact("Crowns", Profile.facts["crowns"], "crowns"),
            _fact("Achievements", Profile.facts["reached"], "reached"),
            class_name="facts",
        ),
        rx.cond(_IS_MINE, rx.fragment(fairplay(), settings(), leaving())),
        days(bars=Profile.bars, said=Profile.said),
        curves(runs=Profile.runs),
        _arenas(),
        _crowns(),
        _achievements(),
        rx.cond((Identity.player != "") & ~_IS_MINE, report(PLAYER, Profile.player)),
    )


def _fact(name: str, value: rx.Var[int], element_id: str) -> rx.Component:
    return rx.el.div(
        rx.el.dt(name),
        rx.el.dd(grouped(value), custom_attrs={"id": f"fact-{element_id}"}),
    )


def _arenas() -> rx.Component:
    def row(own: rx.vars.ObjectVar[Own]) -> rx.Component:
        return rx.el.tr(
            rx.el.th(rx.el.a(own.arena, href=own.path), scope="row"),
            rx.el.td(grouped(own.best)),
            rx.el.td(grouped(own.total)),
            key=own.path,
        )

    return rx.cond(
        Profile.arenas.length() > 0,
        rx.el.section(
            rx.el.h2("Arenas"),
            rx.el.table(
                rx.el.thead(
                    rx.el.tr(
                        rx.el.th("Arena", scope="col"), rx.el.th("Best run", scope="col"), rx.el.th("All", scope="col")
                    )
                ),
                rx.el.tbody(rx.foreach(Profile.arenas, row)),
            ),
            class_name="card",
        ),
    )


def _crowns() -> rx.Component:
    return rx.cond(
        Profile.crowns.length() > 0,
        rx.el.section(
            rx.el.h2("Crowns"),
            rx.el.p("The days and weeks that were won last."),
            rx.el.ul(
                rx.foreach(Profile.crowns, lambda when: rx.el.li(icons.crown(), when)),
                class_name="won",
                custom_attrs={"id": "won"},
            ),
            class_name="card",
        ),
    )


def _achievements() -> rx.Component:
    def card(each: rx.vars.ObjectVar[Reached]) -> rx.Component:
        return rx.el.li(
            rx.el.h3(each.title),
            rx.el.p(each.text),
            rx.el.p(each.day, class_name="when"),
            key=each.title,
        )

    return rx.el.section(
        rx.el.h2("Achievements"),
        rx.cond(
            Profile.reached.length() > 0,
            rx.el.ul(rx.foreach(Profile.reached, card), class_name="deeds", custom_attrs={"id": "deeds"}),
            rx.el.p("None yet. Ten presses in one run are the first."),
        ),
        rx.el.p(rx.el.a("All there are to reach", href=previews.ACHIEVEMENTS.path), class_name="more"),
        class_name="card",
    )
