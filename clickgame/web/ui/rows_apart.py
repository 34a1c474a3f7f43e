"""Lines of a board that stand by themselves, one below the other: my neighbours, or those whom I follow."""

import reflex as rx

from clickgame.web.ui.cells import cells
from clickgame.web.ui.rows import FIRST


def rows_apart(  # one argument for each thing that they are drawn from
    lines: rx.Var, *, me: rx.Var[str], crowned: rx.Var[list[str]], followed: rx.Var[str], element_id: str, name: str
) -> rx.Component:
    """Draw *lines*, (id, handle, rank, score), as a list called *name*, with the id *element_id*."""

    def draw(row: rx.Var[tuple[str, str, int, int]]) -> rx.Component:
        mine = row[0] == me
        return rx.el.li(
            *cells(row[0], row[2], row[1], row[3], mine, crowned.contains(row[0]), followed.contains(row[0])),
            key=row[0],
            class_name="row",
            custom_attrs={
                "data-neighbour": "",
                "data-id": row[0],
                "data-rank": row[2],
                "data-first": row[2] <= FIRST,
                "data-mine": mine,
                "aria-current": mine,
            },
        )

    return rx.el.ol(
        rx.foreach(lines, draw), class_name="neighbours", custom_attrs={"id": element_id, "aria-label": name}
    )
