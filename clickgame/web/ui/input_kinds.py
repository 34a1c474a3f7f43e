"""Which best runs the board shows: all, or those that were made with one kind of input."""

import reflex as rx

from clickgame.core.boards import BOARDS, OF_INPUT_KINDS
from clickgame.web.states.board import Board

OF_ALL = "best"
_TITLES = {kind.key: kind.input_kind.title() or "All" for kind in BOARDS if kind.input_kind or kind.key == OF_ALL}


def is_of_best_runs(shown: rx.Var[str]) -> rx.Var[bool]:
    """Tell whether the board that is *shown* is one of them."""
    return (shown == OF_ALL) | is_of_input_kind(shown)


def is_of_input_kind(shown: rx.Var[str]) -> rx.Var[bool]:
    """Tell whether it is that of a kind of input."""
    return rx.Var.create(list(OF_INPUT_KINDS)).contains(shown)


@rx.memo
def input_kinds(shown: rx.Var[str], boards: rx.Var[list[str]]) -> rx.Component:
    """Draw a second row of tabs, where a board of best runs is *shown* and there are others among the *boards*."""
    row = rx.el.div(
        *(
            rx.el.button(
                _TITLES[kind.key],
                type="button",
                class_name="tab",
                custom_attrs={"id": f"made-{kind.key}", "aria-pressed": shown == kind.key},
                on_click=Board.watch(kind.key),
            )
            for kind in BOARDS
            if kind.key in _TITLES
        ),
        role="group",
        class_name="tabs narrower",
        custom_attrs={"aria-label": "Best runs made with"},
    )
    is_offered = is_of_best_runs(shown) & boards.contains(OF_INPUT_KINDS[0])
    return rx.el.div(row, custom_attrs={"hidden": ~is_offered})
