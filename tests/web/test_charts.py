"""Curves as paths: every point within the drawing, gaps where nothing is known, and numbers in words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.web.charts import HEIGHT, POINTS_MOST, WIDTH, curve_of, nice, spoken

values = st.lists(st.one_of(st.none(), st.floats(0, 1e9)), max_size=400)


@given(values, st.floats(0, 1e9))
def test_every_point_is_within_the_drawing_and_the_highest_is_told(taken: list[float | None], at_least: float) -> None:
    curve = curve_of(taken, at_least=at_least)
    known = [value for value in taken if value is not None]
    if not known:
        assert (curve.line, curve.area, curve.highest) == ("", "", None)
        return
    assert curve.highest is not None
    step, highest = curve.highest
    assert taken[step] == highest == max(known)
    assert curve.top >= max(highest, at_least) * (1 - 1e-9)
    points = [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", curve.area)]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert len(re.findall(r"[ML]", curve.line)) <= POINTS_MOST


@given(st.floats(0, 1e12))
def test_an_edge_is_no_less_than_what_it_is_for_and_hardly_more_than_needed(value: float) -> None:
    assert value * (1 - 1e-9) <= nice(value) <= max(2.5 * value, 1) * (1 + 1e-9)


def test_where_nothing_is_known_there_is_a_gap_and_one_alone_is_a_dot() -> None:
    curve = curve_of([1.0, 1.0, None, 2.0])
    assert curve.line == f"M0 {HEIGHT // 2}L{WIDTH // 3} {HEIGHT // 2}M{WIDTH} 0h1"
    assert curve.area.count("Z") == 2
    assert curve.highest == (3, 2.0)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(0.0, "ms", "0 ms"), (0.123, "ms", "0.12 ms"), (3.21, "ms", "3.2 ms"), (1_234.5, "", "1,234"), (7.0, "%", "7%")],
)
def test_a_number_is_as_short_as_makes_sense(value: float, unit: str, said: str) -> None:
    assert spoken(value, unit) == said
