"""A player's avatar: a figure drawn from the public id alone, the same on every page, and nobody uploads anything.

The id's bits say which cells of the left half of a five by five grid are filled, the right half mirrors it, and their
sum, spread round the circle, is the hue; `assets/styles/presence.css` has the rest of the colour."""

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

# Any text becomes a number, as FNV-1a does it, and neighbouring ids far apart.
_MIXED = "[...{id}].reduce((sum, one) => Math.imul(sum ^ one.charCodeAt(), 16777619), 2166136261) >>> 0"


@var_operation
def _figure(player: rx.vars.StringVar) -> CustomVarOperationReturn[str]:
    """Draw the filled cells as a path, and the mirror images with them."""
    mixed = _MIXED.format(id=player)
    place = "at % 3, at / 3 | 0"
    cells = f"Array.from({{length: 15}}, (_, at) => bits >> at & 1 ? cell({place}) + cell(4 - {place}) : '')"
    return var_operation_return(
        f"((bits, cell) => {cells}.join(''))({mixed}, (x, y) => `M${{x}} ${{y}}h1v1h-1z`)", var_type=str
    )


@var_operation
def _hue(player: rx.vars.StringVar) -> CustomVarOperationReturn[int]:
    """Give one of 18 hues, in degrees."""
    return var_operation_return(f"(({_MIXED.format(id=player)}) >>> 15) % 18 * 20", var_type=int)


def avatar(player: rx.Var[str]) -> rx.Component:
    """Draw the avatar of *player*, whose id it is; what it is called is for whoever shows it to say."""
    return rx.el.svg(
        rx.el.path(d=_figure(player)),
        view_box="-1 -1 7 7",
        class_name="avatar",
        custom_attrs={"aria-hidden": "true", "style": rx.Var.create({"--hue": _hue(player)})},
    )
