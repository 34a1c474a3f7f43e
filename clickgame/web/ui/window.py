"""What the page hears from the browser's window rather than from an element: keys, and the network going and coming."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field
from reflex_base.event import EventHandler, no_args_event_spec
from reflex_components_core.core.window_events import WindowEventListener

from clickgame.web.ui.browser import claimed

BUTTON_ID = "press"


def _claimed_key(event: rx.vars.ObjectVar[dict[str, Any]]) -> tuple[rx.Var[bool]]:
    """Give whether the key is a new press of the button."""
    return (claimed(event, BUTTON_ID),)


class Window(WindowEventListener):
    """Listens to the window; the event's name in the browser is the trigger's without `on_` and underscores."""

    on_key_down: EventHandler[_claimed_key] = field(doc="A key went down: is it a new press of the button?")
    on_key_up: EventHandler[_claimed_key] = field(doc="A key came up: was it one of the button's?")
    on_page_hide: EventHandler[no_args_event_spec] = field(doc="The page goes away, or into the browser's memory.")
    on_offline: EventHandler[no_args_event_spec] = field(doc="The browser lost its network.")
    on_online: EventHandler[no_args_event_spec] = field(doc="The browser has a network again.")
