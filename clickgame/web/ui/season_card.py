"""One day, or one week, that is over, on a card: its champion large, the next ones below."""

import reflex as rx

from clickgame.web.states.seasons import Card, Line
from clickgame.web.ui import icons
from clickgame.web.ui.browser import grouped
from clickgame.web.ui.profile_link import profile_link


def season_card(card: rx.vars.ObjectVar[Card]) -> rx.Component:
    """Draw the card."""
    return rx.el.li(
        rx.el.h2(card.title),
        rx.el.p(card.said, class_name="said"),
        rx.el.p(
            icons.crown(),
            rx.el.span("Champion: ", class_name="sr-only"),
            _who(card.player, card.champion),
            rx.el.strong(grouped(card.score), class_name="tabular-nums"),
            class_name="champion",
        ),
        rx.cond(
            card.others.length() > 0,
            rx.el.details(
                rx.el.summary("The next ", card.others.length().to_string()),
                rx.el.ol(rx.foreach(card.others, _line), start=2),
            ),
        ),
        key=card.key,
        class_name="card season",
    )


def _who(player: rx.Var[str], handle: rx.Var[str]) -> rx.Component:
    """Draw who it was; nobody has a page who has left."""
    return rx.cond(player != "", profile_link(player, handle), rx.el.i(handle))


def _line(line: rx.vars.ObjectVar[Line]) -> rx.Component:
    return rx.el.li(
        rx.el.span(line.rank, class_name="rank"),
        _who(line.player, line.handle),
        rx.el.span(grouped(line.score), class_name="tabular-nums"),
        key=line.rank.to_string(),
    )
