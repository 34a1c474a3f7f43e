"""What a line of a board shows: the rank, the handle, with what marks its player, and the score."""

import reflex as rx

from clickgame.web.ui import icons
from clickgame.web.ui.browser import grouped
from clickgame.web.ui.profile_link import profile_link


def cells(  # noqa: PLR0917  # one argument for each thing that a line shows
    player: rx.Var[str],
    rank: rx.Var[int],
    handle: rx.Var[str],
    score: rx.Var[int],
    mine: rx.Var[bool],
    crowned: rx.Var[bool],
    followed: rx.Var[bool],
) -> tuple[rx.Component, ...]:
    """Draw the cells of one line."""
    return (
        rx.el.span(rank, class_name="place"),
        _name(player=player, handle=handle, mine=mine, crowned=crowned, followed=followed),
        rx.el.span(grouped(score), class_name="points", custom_attrs={"data-score": ""}),
    )


@rx.memo
def _name(
    *,
    player: rx.Var[str],
    handle: rx.Var[str],
    mine: rx.Var[bool],
    crowned: rx.Var[bool],
    followed: rx.Var[bool],
) -> rx.Component:
    return rx.el.span(
        profile_link(
            player,
            handle,
            # Nobody wants to walk through a hundred of them; what is read out leads there as well.
            attributes={"tabIndex": -1, "data-followed": followed},
        ),
        rx.cond(crowned, icons.crown()),
        rx.cond(mine, rx.el.span("you", class_name="you")),
        class_name="name",
    )
