"""Dark or light: the system's choice until the player makes another, which the browser remembers."""

import reflex as rx

from clickgame.web.ui import icons


def theme_switch() -> rx.Component:
    """Draw the switch; CSS shows the icon of the theme that it leads to."""
    return rx.el.button(
        icons.moon(),
        icons.sun(),
        type="button",
        class_name="switch",
        title="Dark or light",
        custom_attrs={"id": "theme", "aria-label": "Switch between dark and light"},
        on_click=rx.toggle_color_mode,
    )
