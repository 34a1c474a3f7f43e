"""How a setting is declared: its default, its meaning and its limits, in one line of `settings.py`."""

import math
import re
from collections.abc import Callable
from dataclasses import Field, dataclass, field
from pathlib import Path
from typing import TypeVar, cast

_ADDRESS = re.compile(r"([a-z]+://)[^\s\"'<>]+")
_WEB = ("http://", "https://")
_REDIS = ("redis://", "rediss://", "unix://")
_Value = TypeVar("_Value", int, float, str, Path)
_READ: dict[type, Callable[[str], object]] = {int: int, float: float, str: str, Path: Path}


class SettingsError(Exception):
    """The environment asks for something that the game cannot do; its text is one line for the operator."""

    code = "bad_setting"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a setting means, and which values it may have."""

    doc: str
    least: float = -math.inf
    most: float = math.inf
    choices: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    has_many: bool = False
    is_secret: bool = False

    def allowed(self, kind: type) -> str:
        """Say in words which values of type *kind* are allowed."""
        if self.choices:
            return " or ".join(self.choices)
        schemes = " or ".join(self.schemes)
        if self.has_many:
            return f"{schemes} addresses with spaces between, or nothing"
        if self.schemes:
            return f"{'an' if self.schemes == _WEB else 'a'} {schemes} address, or nothing"
        if kind is Path:
            return "a folder"
        if kind is str:
            return "text"
        word = "a whole number" if kind is int else "a number"
        return f"{word} from {plain(self.least)}" + (f" to {plain(self.most)}" if math.isfinite(self.most) else " up")

    def allow(self, value: object) -> bool:
        """Tell whether a setting may be *value*."""
        if self.choices:
            return value in self.choices
        if self.schemes:
            each = str(value).split() if self.has_many else [str(value)] if value else []
            return all((found := _ADDRESS.fullmatch(one)) and found[1] in self.schemes for one in each)
        if isinstance(value, (int, float)):
            # NaN compares false with everything, and an endless time is none.
            return self.least <= value <= self.most and math.isfinite(value)
        return True


def setting(
    default: _Value, doc: str, *, least: float = 0, most: float = math.inf, choices: tuple[str, ...] = ()
) -> _Value:
    """Declare one field of `Settings`: its *default*, its meaning and its limits (both ends included)."""
    return _declared(default, Limits(doc=doc, least=least, most=most, choices=choices))


def address(doc: str) -> str:
    """Declare a field of `Settings` that is the address of a page or a site, empty by default."""
    return _declared("", Limits(doc=doc, schemes=_WEB))


def addresses(doc: str) -> str:
    """Declare a field of `Settings` that is any number of such addresses, with spaces between; none by default."""
    return _declared("", Limits(doc=doc, schemes=_WEB, has_many=True))


def redis_address(doc: str) -> str:
    """Declare a field of `Settings` that is the address of a Redis, empty by default; it may hold a password."""
    return _declared("", Limits(doc=doc, schemes=_REDIS, is_secret=True))


def _declared(default: _Value, limits: Limits) -> _Value:
    return cast("_Value", field(default=default, repr=not limits.is_secret, metadata={"limits": limits}))


def plain(number: float) -> str:
    """Write *number* without an exponent or a needless fraction."""
    return f"{number:,.0f}" if number == round(number) else f"{number:g}"


def read(name: str, text: str, spec: "Field[object]") -> object:
    """Read what the variable *name* says for a field of `Settings`. Raises SettingsError for what is not allowed."""
    limits: Limits = spec.metadata["limits"]
    kind = cast("type", spec.type)
    try:
        value = _READ[kind](text.strip())
    except ValueError:
        value = None
    if value is None or not limits.allow(value) or not (text.strip() or limits.schemes):
        said = name if limits.is_secret else f"{name}={text!r}"
        message = f"{said} is not allowed: it must be {limits.allowed(kind)}."
        raise SettingsError(message)
    return value
