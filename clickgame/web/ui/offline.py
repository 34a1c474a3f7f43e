"""The quiet word when something is in the way: no connection, or a server that cannot save at the moment."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_components_core.core.banner import has_connection_errors

from clickgame.web.states.play import Play
from clickgame.web.ui.browser import put
from clickgame.web.ui.window import Window

_is_cut_off = ClientStateVar.create("cutOff", default=False)


@rx.memo
def _banner(is_offline: rx.Var[bool], is_saving: rx.Var[bool]) -> rx.Component:
    return rx.el.div(
        rx.cond(
            is_offline,
            rx.el.p("Offline. Your presses are kept.", class_name="pill late", custom_attrs={"id": "offline"}),
            rx.cond(
                is_saving,
                rx.el.p("Saving… your presses are kept.", class_name="pill late", custom_attrs={"id": "saving"}),
            ),
        ),
        role="status",
    )


def offline() -> rx.Component:
    """Draw the banner; CSS holds it back for the first second, and dims the board while it is there."""
    return rx.fragment(
        Window.create(on_offline=put(_is_cut_off, value=True), on_online=put(_is_cut_off, value=False)),
        _banner(is_offline=has_connection_errors | _is_cut_off.value, is_saving=Play.saving),
    )
