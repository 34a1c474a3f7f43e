"""The page of all arenas: what is different in each, how many are there, and one of one's own."""

import reflex as rx

from clickgame.contract.arenas import address_of
from clickgame.core.arenas import ARENAS, ArenaKind
from clickgame.web.states.arenas import ArenaCard, Arenas
from clickgame.web.ui.browser import grouped
from clickgame.web.ui.emblem import emblem
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import home_link
from clickgame.web.ui.notice import notice
from clickgame.web.ui.rule import rule

TITLE_LONGEST = 20  # as the rules have it


def arenas(words: dict[str, str]) -> rx.Component:
    """Compose the page; *words* are the rules by name, as they are at the build."""
    return rx.el.div(
        own_style("places"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.div(
                rx.el.div(
                    rx.el.h1("Arenas"),
                    rx.el.p("A button, a board and a crowd each, and a twist of its own. Your total counts them all."),
                ),
                class_name="opening",
            ),
            rx.el.ul(*(_card(kind) for kind in ARENAS), class_name="cards", custom_attrs={"id": "arenas"}),
            rx.el.section(
                rx.el.h2("One of your own"),
                rx.el.p(
                    "It is not listed: only who has the link comes in. It closes after ",
                    rule("idle", words),
                    " in which nobody plays.",
                ),
                _form(),
                rx.el.ul(rx.foreach(Arenas.mine, _mine), class_name="cards", custom_attrs={"id": "mine"}),
                class_name="own",
            ),
            class_name="text",
        ),
        rx.el.div(notice(), class_name="words"),
        class_name="page reading",
    )


def _card(arena: ArenaKind) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            emblem(),
            rx.el.h2(arena.title),
            rx.el.p(arena.text),
            rx.el.p(
                rx.el.span(class_name="dot", custom_attrs={"aria-hidden": "true"}),
                rx.el.b(_count(arena), class_name="tabular-nums"),
                " here",
                class_name="said",
                custom_attrs={"data-empty": Arenas.counts[arena.key] == 0},
            ),
            href=address_of(arena.key),
        ),
        class_name="card arena",
        custom_attrs={"data-arena": arena.key},
    )


def _count(arena: ArenaKind) -> rx.Var[str]:
    """Write how many are there, once that is known."""
    return rx.cond(Arenas.counts.contains(arena.key), grouped(Arenas.counts[arena.key].to(int)), "…")


def _mine(arena: rx.Var[ArenaCard]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            emblem(),
            rx.el.h2(arena.title),
            rx.el.p(arena.text),
            rx.el.p(arena.path, class_name="said"),
            href=arena.path,
        ),
        class_name="card arena",
        custom_attrs={"data-arena": arena.name, "data-new": Arenas.opened == arena.name},
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.label("Name", rx.el.input(name="title", max_length=TITLE_LONGEST, required=True, auto_complete="off")),
        rx.el.label("Kind", rx.el.select(*(_option(kind) for kind in ARENAS), name="kind")),
        rx.el.button("Open it", type="submit", class_name="go"),
        on_submit=Arenas.open,
        class_name="open-arena",
        custom_attrs={"id": "open-arena"},
    )


def _option(kind: ArenaKind) -> rx.Component:
    return rx.el.option(kind.title, value=kind.key)
