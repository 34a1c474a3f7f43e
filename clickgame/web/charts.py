"""Curves as the paths of a drawing, and their numbers in words."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 120
POINTS_MOST = 125
LEAST = 1e-9  # less than this is nothing


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve to be drawn: the *line*, what lies below it, *top*, the value at its upper edge, and the highest of it.

    *highest* is (step, value), None where nothing is known at all.
    """

    line: str
    area: str
    top: float
    highest: tuple[int, float] | None


def curve_of(values: Sequence[float | None], *, at_least: float = 0.0) -> Curve:
    """Draw *values*, the newest last; where one is missing there is a gap. The upper edge is *at_least* so high."""
    known = [(value, -step) for step, value in enumerate(values) if value is not None]
    if not known:
        return Curve("", "", nice(at_least), None)
    highest, at = max(known)
    top = nice(max(highest, at_least))
    merged = _merged(values)
    line, area = list[str](), list[str]()
    for part in _parts(merged):
        points = [
            (round(WIDTH * step / max(1, len(merged) - 1)), HEIGHT - round(HEIGHT * min(value, top) / top))
            for step, value in part
        ]
        way = "L".join(f"{x} {y}" for x, y in points)
        line.append(f"M{way}" if len(points) > 1 else f"M{way}h1")
        area.append(f"M{points[0][0]} {HEIGHT}L{way}L{points[-1][0]} {HEIGHT}Z")
    return Curve("".join(line), "".join(area), top, (-at, highest))


def nice(value: float) -> float:
    """Give the next of 1, 2 and 5, with noughts, that is no less than *value*; 1 for nothing or next to it."""
    if value < LEAST:
        return 1.0
    unit = 10.0 ** (len(str(int(value))) - 1) if value >= 1 else 0.1
    while unit > value:
        unit /= 10
    return next(unit * step for step in (1, 2, 5, 10, 20) if unit * step >= value)


def spoken(value: float, unit: str = "") -> str:
    """Write a number as short as makes sense, with its unit."""
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 1 else 2  # noqa: PLR2004  # three figures
    return f"{value:,.{digits}f}{'' if unit in ('', '%') else ' '}{unit}"


def _merged(values: Sequence[float | None]) -> list[float | None]:
    """Put neighbours together where there are more than can be seen: the higher one counts."""
    each = max(1, -(-len(values) // POINTS_MOST))
    parts = [values[at : at + each] for at in range(0, len(values), each)]
    return [max((value for value in part if value is not None), default=None) for part in parts]


def _parts(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Give the runs of known values, each with its place."""
    parts, is_open = list[list[tuple[int, float]]](), False
    for step, value in enumerate(values):
        if value is None:
            is_open = False
        elif is_open:
            parts[-1].append((step, value))
        else:
            parts.append([(step, value)])
            is_open = True
    return parts
