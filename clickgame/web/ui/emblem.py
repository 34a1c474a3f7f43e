"""An arena's emblem: the button, small, with what is different there; that is said by `assets/styles/places.css`."""

import reflex as rx

_MIDDLE, _LAP, _WELL, _CAP = 24, 22, 17, 13
_SHADE = "M8 22q16-5 32 0v5q-16-5-32 0Z"  # over the eyes of whom it looks at


def emblem() -> rx.Component:
    """Draw the button with a lap round it; what an arena does without is hidden."""
    return rx.el.svg(
        rx.el.circle(cx=_MIDDLE, cy=_MIDDLE, r=_LAP, class_name="lap"),
        rx.el.g(
            rx.el.circle(cx=_MIDDLE, cy=_MIDDLE, r=_WELL, class_name="hole"),
            rx.el.circle(cx=_MIDDLE, cy=_MIDDLE + 1, r=_CAP, class_name="side"),
            rx.el.circle(cx=_MIDDLE, cy=_MIDDLE - 2, r=_CAP, class_name="lid"),
            class_name="knob",
        ),
        rx.el.path(d=_SHADE, class_name="shade"),
        view_box="0 0 48 48",
        class_name="emblem",
        custom_attrs={"aria-hidden": "true"},
    )
