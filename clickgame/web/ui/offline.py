"""The quiet word when something is in the way.

That is a lost connection, a server that cannot save at the moment, or a browser that keeps no cookie and so forgets who
plays; the last one is said once, and goes by itself."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_components_core.core.banner import has_connection_errors

from clickgame.web.states.identity import Identity
from clickgame.web.states.play import Play
from clickgame.web.ui.browser import act, both, kept, put
from clickgame.web.ui.window import Window

_is_cut_off = ClientStateVar.create("cutOff", default=False)


# Put down at the first visit, which is that of a newcomer: who is one again has lost the cookie.
_was_here = kept("was", rx.Var("[!!localStorage.was, localStorage.was = 1][0]", _var_type=bool).guess_type())

forget_visit = act(rx.Var("delete localStorage.was"))
"""Have the browser forget that somebody was here: who wanted to be deleted has lost nothing."""


def _word(text: str | rx.Var[str], element_id: str, look: str) -> rx.Component:
    return rx.el.p(text, class_name=f"pill {look}", custom_attrs={"id": element_id})


@rx.memo
def _banner(*, is_offline: rx.Var[bool], is_saving: rx.Var[bool], said: rx.Var[str]) -> rx.Component:
    return rx.el.div(
        rx.cond(
            is_offline,
            _word("Offline. Your presses are kept.", "offline", "late"),
            rx.cond(is_saving, _word("Saving… your presses are kept.", "saving", "late")),
        ),
        rx.cond(said, _word(said, "forgetful", "passing")),
        role="status",
    )


def offline() -> rx.Component:
    """Draw the banner; CSS holds it back for the first second, and dims the board while it is there."""
    return rx.fragment(
        Window.create(on_offline=put(_is_cut_off, value=True), on_online=put(_is_cut_off, value=False)),
        _banner(
            is_offline=has_connection_errors | _is_cut_off.value,
            is_saving=Play.saving,
            said=Identity.said | both(Identity.said_again, both(_was_here, Identity.said_again)).to(str),
        ),
    )
