"""What the server refused, where the player can read it.

What it says about a handle stands beside the handle, until that is put right (`handle.py`). Anything else comes as a
pill that takes no click from what lies under it and goes by itself, as `assets/styles/words.css` says."""

import reflex as rx
from reflex.vars import VarData

from clickgame.web.states.notice import Notice

_NUMBER = Notice.number
_is_new = rx.Var(
    f"({_NUMBER!s} !== wasToldAs)",
    _var_type=bool,
    _var_data=VarData.merge(
        _NUMBER._get_all_var_data(),  # noqa: SLF001  # Reflex gives no public way
        VarData(imports={"react": ["useState"]}, hooks={f"const [wasToldAs] = useState({_NUMBER!s})": None}),
    ),
).guess_type()
"""Whether the refusal is of this page: one that was told before, on another, has been read there."""

is_about_handle = Notice.code.startswith("handle_") & _is_new


@rx.memo
def refusal(*, code: rx.Var[str], text: rx.Var[str], number: rx.Var[int], look: rx.Var[str]) -> rx.Component:
    """Draw the refusal with that *code*, if there is one; a new *number* says it anew."""
    said = rx.el.p(text, key=number.to_string(), class_name=look, custom_attrs={"id": "notice", "data-code": code})
    return rx.el.div(rx.cond(code != "", said), role="alert")


def notice() -> rx.Component:
    """Draw the last refusal that is about something else than the handle."""
    code = rx.cond(_is_new & ~is_about_handle, Notice.code, "")
    return refusal(code=code, text=Notice.text, number=Notice.number, look="pill passing")
