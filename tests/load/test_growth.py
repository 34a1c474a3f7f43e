"""The measurement of growth, very small, and what is reckoned from it, on made-up figures."""

from pathlib import Path

import pytest

from tests.load import growth, growth_costs
from tests.load.growth import Case, Scale
from tests.load.growth_costs import ROLES, Seen
from tests.load.samples import Figures, Sample, Sighting

MICRO = 1e-6


def cores(gateways: float = 0.0, others: float = 0.0) -> dict[str, float]:
    """Give shares by role: of all *gateways*, and of each of the *others*."""
    return {role: gateways if role == "gateways" else others for role in ROLES}


def row(*, answered: float, gateways: float, engine: float) -> Figures:
    """Give a row of so many presses answered, and shares of cores."""
    extra = {**cores(gateways, engine), "gateways, frame": 10.0}
    return Figures(wanted=answered, answered=answered, extra=extra)


def test_two_gateways_and_their_engine_are_measured_and_every_press_is_answered(tmp_path: Path) -> None:
    """A board of one gateway has the presses of the other."""
    found = growth.measure(Case(2, 40, 12), Scale(0.5, 1.0), tmp_path)
    assert (found.unanswered, found.errors) == (0, 0)
    assert found.answered == pytest.approx(found.sent, rel=0.3)
    assert 0 < found.p50 <= found.p95
    assert 0 < found.board_p50 <= found.board_p95
    assert all(0 < found.extra[role] < 2 for role in ROLES)
    assert found.extra["sockets"] == 24
    assert 0 < found.extra["presses a message"] < 10


def test_only_boards_of_other_gateways_are_counted() -> None:
    samples = [
        Sample(pressed=[Sighting("a", 10, 1.0)], seen=[Sighting("b", 10, 2.5, 1)]),
        Sample(pressed=[Sighting("b", 10, 2.0)], seen=[Sighting("b", 10, 2.1, 1), Sighting("a", 10, 1.2, 1)]),
    ]
    assert growth.crossed(samples, gateways=2) == pytest.approx([0.2, 0.5])
    assert growth.crossed(samples, gateways=1) == []


def test_what_boards_cost_is_taken_off_what_presses_cost() -> None:
    rest = Seen(cores(0.01, 0.01))
    boards = Seen(cores(0.01 + 2_000 * 10 * MICRO, 0.01 + 8 * 500 * MICRO), presses=4, frames=2_000, boards=8)
    busy = cores(0.01 + 1_000 * 10 * MICRO + 5_000 * 20 * MICRO, 0.01 + 4 * 500 * MICRO + 5_000 * 7 * MICRO)
    found = growth_costs.costs(rest, boards, Seen(busy, presses=5_000, frames=1_000, boards=4))
    assert found["gateways, frame"] == pytest.approx(10)
    assert found["gateways, press"] == pytest.approx(20)
    assert found["engine, board"] == pytest.approx(500)
    assert found["engine, press"] == pytest.approx(7)


def test_what_was_too_little_to_measure_has_no_cost() -> None:
    rest = Seen(cores(0.01, 0.01))
    found = growth_costs.costs(rest, rest, Seen(cores(0.01, 0.01)))
    assert all(value != value for value in found.values())  # noqa: PLR0124  # NaN


def test_a_press_more_costs_the_slope_whatever_messages_cost() -> None:
    alone = [row(answered=rate, gateways=0.2 + rate * 15 * MICRO, engine=0.1 + rate * 8 * MICRO) for rate in (1e3, 9e3)]
    more = growth_costs.press_more(alone)
    assert more["gateways"] == pytest.approx(15)
    assert more["engine"] == pytest.approx(8)


def test_gateways_are_full_where_no_room_is_left_on_their_cores_and_the_engine_on_its_own() -> None:
    rows = {
        1: row(answered=1_000, gateways=0.2, engine=0.1),
        2: row(answered=2_000, gateways=0.5, engine=0.2),
    }
    found = growth_costs.reckoned(rows, {"gateways": 10.0, "engine": 8.0})
    assert found[1]["gateways"] == pytest.approx(81_000)
    assert found[2]["gateways"] == pytest.approx(152_000)
    assert found[2]["added"] == pytest.approx(71 / 81)
    assert found[2]["engine"] == pytest.approx(102_000)
    assert found[2]["sockets"] == pytest.approx(2 * 25_000)
    assert "| 2 | 152,000 | 0.877 | 102,000 | 102,000 | 50,000 |" in growth_costs.growth(
        rows, {"gateways": 10.0, "engine": 8.0}
    )


def test_the_tables_have_a_row_for_each_case() -> None:
    costs = {f"{role}, {kind}": 5.0 for role in ROLES for kind in ("press", "board", "frame")}
    rows = {
        Case(count, rate, 10): row(
            answered=count * rate, gateways=count * 0.1 + count * rate * MICRO, engine=count * rate * MICRO
        )
        for count, rate in ((1, 100.0), (2, 100.0), (1, 900.0))
    }
    for each in rows.values():
        each.extra |= {**costs, "sockets": 10, "presses a message": 2, "load average": 1.0}
    text = growth.section(rows, rate=100.0, command="it", runs=1)
    assert all(text.count(f"| {case.title} |") == 2 for case in rows)
    assert "One press more" in text
