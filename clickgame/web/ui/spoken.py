"""The board as assistive technology reads it: every line by rank, in words, brought up to date every few seconds.

The rows that are seen change places many times a second, and would do so under a reader's cursor."""

import reflex as rx

from clickgame.web import previews
from clickgame.web.ui.browser import grouped


@rx.memo
def spoken_board(ranked: rx.Var[list[tuple[str, str, int, int]]], me: rx.Var[str]) -> rx.Component:
    """List the lines *ranked*: (id, handle, rank, score)."""

    def line(row: rx.Var[tuple[str, str, int, int]]) -> rx.Component:
        said = row[2].to_string() + ". " + row[1] + ", " + grouped(row[3]) + rx.cond(row[0] == me, ", you", "")
        return rx.el.li(
            rx.el.a(said, href=previews.of_player(row[0]), tab_index=-1),  # followed by whoever reads, not stopped at
            key=row[2].to_string(),
        )

    return rx.el.ol(
        rx.foreach(ranked, line),
        class_name="sr-only",
        custom_attrs={"id": "spoken", "aria-label": "Top " + ranked.length().to_string()},
    )
