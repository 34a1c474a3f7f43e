"""The list of the feed, and what brings more of it: its end, as it is scrolled into view, or the button there."""

from typing import Any

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.states.feed import Feed
from clickgame.web.states.identity import Identity
from clickgame.web.ui.browser import REFS, when
from clickgame.web.ui.calendar import date_ms
from clickgame.web.ui.clock import Every
from clickgame.web.ui.feed import drawn
from clickgame.web.ui.feed_entry import feed_entry
from clickgame.web.ui.following import followed, recall_followed

EARLIER_ID = "earlier"
LOOK_MS = 400
AHEAD_PX = 400  # before its end comes into view

_END = f"document.getElementById('{EARLIER_ID}')"
_ASKED = rx.Var("(refs['feed'] ??= {})", _var_data=REFS)


def _at_end(name: str, kind: type) -> Any:  # noqa: ANN401  # a Var of that kind
    value = f"{_END}.dataset.{name}"
    return rx.Var(f"+{value}" if kind is int else value, _var_type=kind).guess_type()


@var_operation
def _is_due(asked: rx.Var) -> CustomVarOperationReturn[bool]:
    """Tell whether the end of the list is close to what is in view, once for each end."""
    return var_operation_return(
        f"((end, asked) => !!end && end.getBoundingClientRect().top < innerHeight + {AHEAD_PX} && "
        f"asked.at !== end.dataset.low && !!(asked.at = end.dataset.low))({_END}, {asked})",
        var_type=bool,
    )


# What is done as something comes or goes needs a component of its own: it belongs to the one that it stands in.
@rx.memo
def _watch(rest: rx.RestProp) -> rx.Component:
    return rx.el.span(rest, on_mount=[recall_followed, Feed.watch(Feed.kind, Feed.arena)], hidden=True)


@rx.memo
def _leave() -> rx.Component:
    return rx.el.span(on_unmount=Feed.leave, hidden=True)


@rx.memo
def _list(
    *,
    page: rx.Var[str],
    news: rx.Var[str],
    own: rx.Var[str],
    me: rx.Var[str],
    date: rx.Var[float],
    kind: rx.Var[str],
    arena: rx.Var[str],
    followed: rx.Var[str],
) -> rx.Component:
    feed = drawn(page=page, news=news, own=own, me=me, date_ms=date)
    names = ("number", "at", "ago", "player", "handle", "words", "other", "arena", "counts", "mine")
    return rx.fragment(
        rx.el.ol(
            rx.foreach(
                feed.rows,
                lambda row: feed_entry(
                    key=row[0].to_string(),
                    **{name: row[place] for place, name in enumerate(names)},
                    is_hidden=row[10],
                    is_own=row[11],
                    other_player=row[12],
                    is_followed=followed.contains(row[3]),
                    is_other_followed=(row[12] != "") & followed.contains(row[12]),
                ),
            ),
            class_name="entries",
            custom_attrs={"id": "entries", "aria-label": "Newest first"},
        ),
        rx.cond(
            feed.is_known & (feed.rows.length() == 0),
            rx.el.p("Nothing yet. Whoever presses is in it soon.", custom_attrs={"id": "nothing-yet"}),
        ),
        rx.cond(
            feed.has_more,
            rx.el.button(
                "Earlier",
                type="button",
                class_name="go",
                on_click=Feed.older(kind, arena, feed.low + 1),
                custom_attrs={"id": EARLIER_ID, "data-low": feed.low, "data-kind": kind, "data-arena": arena},
            ),
        ),
        rx.cond(feed.has_gap, _watch()),
    )


def feed_list() -> rx.Component:
    """Draw the list, and watch the feed for as long as it is there: on each connection anew."""
    return rx.fragment(
        rx.cond(
            Identity.link > 0,
            rx.fragment(_watch(key=Identity.link.to_string()), _leave()),
        ),
        _list(
            page=Feed.page,
            news=Feed.news,
            own=Feed.own,
            me=Identity.player,
            date=date_ms,
            kind=Feed.kind,
            arena=Feed.arena,
            followed=followed.value,
        ),
        Every.create(
            on_beat=when(
                _is_due(_ASKED), [Feed.older(_at_end("kind", str), _at_end("arena", str), _at_end("low", int) + 1)]
            ),
            period_ms=LOOK_MS,
        ),
    )
