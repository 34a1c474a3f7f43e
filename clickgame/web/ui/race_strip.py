"""The race in one strip: my rank, who is ahead and behind by how much, and my best run as a line to pass.

It is read out when somebody goes there, and never by itself: it changes with each press. Whoever is passed is named in
it for a moment."""

import reflex as rx

from clickgame.web.states.board import Board
from clickgame.web.states.identity import Identity
from clickgame.web.states.play import Play
from clickgame.web.ui.browser import grouped, ordinal
from clickgame.web.ui.ghosts import Told, ghosts, lasted_s
from clickgame.web.ui.input_kinds import is_of_input_kind
from clickgame.web.ui.notes import is_asked, is_told
from clickgame.web.ui.race import LIVE, Race, field, race
from clickgame.web.ui.score import drawn_score

LONG = 16  # letters of a name that are smaller on a phone


@rx.memo
def _strip(  # noqa: PLR0913  # one argument for each thing that it shows
    *,
    field: rx.Var[list[tuple[str, str, int, int]]],
    me: rx.Var[str],
    score: rx.Var[int],
    best: rx.Var[int],
    is_live: rx.Var[bool],
    comes_late: rx.Var[bool],
    ghosts: rx.Var[Told],
    lasted_s: rx.Var[int],
    makes_room: rx.Var[bool],
) -> rx.Component:
    seen = race(field=field, me=me, score=score, best=best, is_live=is_live, ghosts=ghosts, lasted_s=lasted_s)
    return rx.el.div(
        rx.el.p(
            rx.el.span("Rank ", class_name="sr-only"),
            rx.cond(seen.rank > 0, ordinal(seen.rank), "\N{EN DASH}"),
            class_name="standing",
            custom_attrs={"id": "rank", "data-first": seen.rank == 1, "data-pass": seen.passes % 2},
        ),
        rx.el.p(
            _chase(seen, best, comes_late=comes_late),
            class_name="chase",
            custom_attrs={"id": "chase", "data-long": seen.ahead.length() > LONG},
        ),
        rx.el.p(
            _pursuit(seen, comes_late=comes_late),
            _to_best(score, best, seen),
            class_name="pursuit",
            custom_attrs={"id": "pursuit"},
        ),
        _lane(seen),
        _passing(seen),
        class_name="race",
        role="group",
        custom_attrs={"id": "race", "aria-label": "Race", "inert": makes_room, "data-ghosts": seen.ghost != ""},
    )


def _chase(seen: Race, best: rx.Var[int], *, comes_late: rx.Var[bool]) -> rx.Component:
    """Say what there is to catch."""
    return rx.cond(
        seen.ahead != "",
        rx.cond(
            seen.to_ahead > 0,
            rx.cond(
                comes_late & (seen.mine == 0),
                rx.fragment(_handle(seen.ahead), " has ", rx.el.b(grouped(seen.to_ahead))),
                rx.fragment(rx.el.b(grouped(seen.to_ahead)), " behind ", _handle(seen.ahead)),
            ),
            rx.fragment(rx.cond((seen.ghost != "") & (seen.mine == 0), "Race ", "Level with "), _handle(seen.ahead)),
        ),
        rx.cond(
            seen.behind != "",
            rx.cond(
                seen.to_behind > 0, rx.fragment("Leading by ", rx.el.b(grouped(seen.to_behind))), rx.fragment("Leading")
            ),
            rx.cond(
                best > seen.mine,
                rx.fragment(rx.el.b(grouped(best - seen.mine)), " to your best"),
                rx.cond(seen.mine > 0, rx.fragment("Setting the pace"), rx.fragment("The lead is free")),
            ),
        ),
    )


def _pursuit(seen: Race, *, comes_late: rx.Var[bool]) -> rx.Component:
    """Say who is after me, or what a press would do, unless a run comes to the board when it is over."""
    return rx.el.span(
        rx.cond(
            (seen.ghost != "") & (seen.behind == ""),
            seen.ghost,
            rx.cond(
                seen.mine == 0,
                rx.cond(
                    comes_late,
                    "A run comes here when it is over.",
                    rx.cond(seen.ahead != "", "One press, and you are in.", "One press takes it."),
                ),
                rx.cond(
                    seen.behind != "",
                    rx.cond(
                        seen.to_behind > 0,
                        rx.fragment(
                            rx.cond(seen.ahead != "", grouped(seen.to_behind) + " ahead of ", "ahead of "),
                            _handle(seen.behind),
                        ),
                        rx.fragment(_handle(seen.behind), " is level with you"),
                    ),
                    rx.cond(seen.ahead != "", "Nobody behind yet", "Nobody else presses now"),
                ),
            ),
        )
    )


def _to_best(score: rx.Var[int], best: rx.Var[int], seen: Race) -> rx.Component:
    is_said = (seen.ahead != "") | (seen.behind != "")
    return rx.cond(
        (score > 0) & (best > 0),
        rx.cond(
            score < best,
            rx.cond(is_said, rx.el.span(grouped(best - score), " to your best", class_name="to-best")),
            rx.el.span("Your best run yet", class_name="to-best"),
        ),
    )


def _passing(seen: Race) -> rx.Component:
    """Celebrate that I passed somebody, over what is said otherwise, once for each time."""
    return rx.cond(
        seen.passed != "",
        rx.el.div(
            rx.el.p(rx.el.b("Passed "), _handle(seen.passed), class_name="passed", custom_attrs={"id": "passed"}),
            rx.el.i(class_name="flash"),
            key=seen.passes.to_string(),
            class_name="contents",
            custom_attrs={"aria-hidden": "true"},
        ),
    )


def _handle(handle: rx.Var[str]) -> rx.Component:
    return rx.el.bdi(handle, custom_attrs={"translate": "no"})


def _lane(seen: Race) -> rx.Component:
    """Draw the way between the two others with me on it."""
    return rx.el.div(
        rx.el.i(class_name="run"),
        rx.cond(
            seen.best_share > 0,
            rx.el.i(class_name="line", custom_attrs={"style": rx.Var.create({"--at": seen.best_share})}),
        ),
        rx.el.i(class_name="rival", custom_attrs={"hidden": seen.behind == ""}),
        rx.el.i(class_name="rival ahead", custom_attrs={"hidden": seen.ahead == ""}),
        rx.el.i(class_name="me"),
        class_name="lane",
        custom_attrs={"aria-hidden": "true", "style": rx.Var.create({"--at": seen.share})},
    )


def race_strip() -> rx.Component:
    """Draw the strip; it makes room for a note."""
    return _strip(
        field=field,
        me=Identity.player,
        score=drawn_score,
        best=Play.best,
        is_live=Board.shown == LIVE,
        comes_late=is_of_input_kind(Board.shown),
        ghosts=ghosts(Identity.player),
        lasted_s=lasted_s(drawn_score),
        makes_room=is_told | is_asked,
    )
