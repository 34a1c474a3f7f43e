"""The board as a sheet that comes up on a phone, and lies open beside the button where there is room for it.

It is the browser's own popover: Escape, a tap beside it and its cross close it, the focus goes back to what opened it,
and nothing of it can be reached while it is closed."""

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.components.component import field
from reflex_base.event import EventHandler, no_args_event_spec
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.ui import icons
from clickgame.web.ui.browser import act, grouped

SHEET_ID = "sheet"
_OWN_ROW, _CROSS = "#board [data-mine=true]", ".close"


class Sheet(rx.el.Section):
    """A section that the browser can bring up over the page."""

    on_toggle: EventHandler[no_args_event_spec] = field(doc="It came up or went down.")


@var_operation
def _show(selector: rx.vars.StringVar, cross: rx.vars.StringVar) -> CustomVarOperationReturn[None]:
    """Scroll the row to the middle of the board, and nothing else; give the cross the focus, where it is to be seen."""
    return var_operation_return(
        "((row) => { const rows = row?.closest('.scroller'), top = (one) => one.getBoundingClientRect().top; "
        f"rows?.scrollBy(0, top(row) - top(rows) - rows.clientHeight / 2); document.querySelector({cross}).focus() }})"
        f"(document.querySelector({selector}))"
    )


def sheet(*children: rx.Component) -> rx.Component:
    """Put the board's parts on the sheet; as it comes up it is scrolled to my row."""
    return Sheet.create(
        *children,
        class_name="board",
        custom_attrs={"id": SHEET_ID, "popover": "auto", "aria-label": "Board"},
        on_toggle=act(_show(rx.Var.create(_OWN_ROW), rx.Var.create(_CROSS))),
    )


def close_sheet() -> rx.Component:
    """Draw the cross, which has the focus as the sheet comes up."""
    return rx.el.button(
        icons.cross(),
        type="button",
        class_name="switch close",
        custom_attrs={
            "aria-label": "Close the board",
            "popoverTarget": SHEET_ID,
            "popoverTargetAction": "hide",
        },
    )


@rx.memo
def sheet_handle(online: rx.Var[int]) -> rx.Component:
    """Draw what brings the sheet up: its upper edge, below the button."""
    return rx.el.button(
        icons.chevron_up(),
        rx.el.span("Board"),
        rx.el.span(
            rx.el.span(class_name="dot", custom_attrs={"aria-hidden": "true"}),
            grouped(online),
            " online",
            class_name="around",
        ),
        type="button",
        class_name="sheet-handle",
        custom_attrs={"id": "open-board", "popoverTarget": SHEET_ID},
    )
