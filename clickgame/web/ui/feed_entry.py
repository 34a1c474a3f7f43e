"""One entry of the feed: who did what, how long ago, what others answer to it, and my own answer."""

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.contract.feed import REACTIONS, Reaction
from clickgame.web.states.feed import Feed
from clickgame.web.ui.avatar import avatar
from clickgame.web.ui.profile_link import profile_link


@var_operation
def _count(counts: rx.vars.StringVar, place: rx.vars.NumberVar) -> CustomVarOperationReturn[str]:
    """Give one of *counts*, "" for none."""
    return var_operation_return(f"({counts}.split(',')[{place}] ?? '')", var_type=str)


@rx.memo
def feed_entry(  # noqa: PLR0913  # each is compared by itself: only an entry that has changed is drawn anew
    *,
    number: rx.Var[int],
    at: rx.Var[str],
    ago: rx.Var[str],
    player: rx.Var[str],
    handle: rx.Var[str],
    words: rx.Var[str],
    other: rx.Var[str],
    arena: rx.Var[str],
    counts: rx.Var[str],
    mine: rx.Var[str],
    is_hidden: rx.Var[bool],
    is_own: rx.Var[bool],
    other_player: rx.Var[str],
    is_followed: rx.Var[bool],
    is_other_followed: rx.Var[bool],
) -> rx.Component:
    """Draw the entry."""
    return rx.el.li(
        avatar(player),
        rx.el.p(
            _name(player, handle, is_followed),
            " ",
            words,
            rx.cond(other != "", rx.fragment(" ", _name(other_player, other, is_other_followed))),
            rx.cond(is_own, rx.fragment(" ", rx.el.span("you", class_name="you"))),
            class_name="said",
        ),
        rx.el.p(
            rx.el.time(ago, date_time=at),
            rx.cond(arena != "", rx.fragment(" · ", rx.el.span(arena, class_name="where"))),
            rx.cond(is_own, _hiding(number, is_hidden)),
            class_name="when",
        ),
        rx.el.div(
            *(_button(each, place, number, counts, mine) for place, each in enumerate(REACTIONS)),
            role="group",
            class_name="answers",
            custom_attrs={"aria-label": "Answer " + handle},
        ),
        class_name="entry",
        custom_attrs={"data-number": number, "data-player": player, "data-hidden": is_hidden},
    )


def _name(player: rx.Var[str], handle: rx.Var[str], is_followed: rx.Var[bool]) -> rx.Component:
    return rx.el.b(profile_link(player, handle, attributes={"data-followed": is_followed}))


def _button(
    reaction: Reaction, place: int, number: rx.Var[int], counts: rx.Var[str], mine: rx.Var[str]
) -> rx.Component:
    count, is_mine = _count(counts, place), mine == reaction.key
    return rx.el.button(
        rx.el.span(reaction.sign, custom_attrs={"aria-hidden": "true"}),
        rx.el.span(count, class_name="tabular-nums", custom_attrs={"aria-hidden": "true"}),
        rx.el.span(reaction.title, rx.cond(count != "", ", " + count, ""), class_name="sr-only"),
        type="button",
        title=reaction.title,
        class_name="answer",
        custom_attrs={"aria-pressed": is_mine, "data-count": count, "data-reaction": reaction.key},
        on_click=Feed.react(number, rx.cond(is_mine, "", reaction.key).to(str)),
    )


def _hiding(number: rx.Var[int], is_hidden: rx.Var[bool]) -> rx.Component:
    return rx.fragment(
        " · ",
        rx.cond(is_hidden, "hidden from all others · ", ""),
        rx.el.button(
            rx.cond(is_hidden, "Show again", "Hide"),
            type="button",
            class_name="hiding",
            on_click=Feed.hide(number, ~is_hidden),
        ),
    )
