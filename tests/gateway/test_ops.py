"""Who looks is who has asked lately, by name, and as few are remembered as there is room for."""

from typing import Any, cast

import pytest

from clickgame.contract.ops import NAME_LONGEST
from clickgame.gateway.alarms import Alarms
from clickgame.gateway.ops import LOOKING_MOST, SEEN_S, Ops
from clickgame.gateway.vitals import VITALS, Vitals
from tests.fakes import FakeClock


def made() -> tuple[Ops, FakeClock]:
    """Make it, without jobs."""
    clock = FakeClock()
    return Ops(Vitals([], wall=clock), Alarms(wall=clock), cast("Any", None), clock=clock), clock


def test_who_asks_looks_until_they_have_not_asked_for_long() -> None:
    ops, clock = made()
    assert ops.look("a", "kim") == ["kim"]
    clock.move(SEEN_S - 1)
    assert ops.look("b", " lee \n") == ["kim", "lee"]
    assert ops.look("c", "lee") == ["kim", "lee"], "on two devices"
    clock.move(2)
    assert ops.look("b", "lee") == ["lee"]


@pytest.mark.parametrize("name", ["", "  ", 7, None, [], "x" * 9_000])
def test_a_name_is_a_short_text_or_somebody(name: object) -> None:
    (said,) = made()[0].look("a", name)
    assert said in ("somebody", "x" * NAME_LONGEST)


def test_however_many_connections_ask_few_are_remembered() -> None:
    ops, _ = made()
    told = [ops.look(f"sid {number}", f"{number:04}") for number in range(3 * LOOKING_MOST)]
    assert len(told[-1]) == LOOKING_MOST


def test_points_are_judged_by_the_limits() -> None:
    ops, clock = made()
    for vital in VITALS:
        ops.alarms.limit(vital.key, 0, by="kim")
    before = len(ops.alarms.history)
    ops.alarms.limit("sockets", 0.5, by="kim")
    ops.vitals.on_step((0.0, 0.0, 1.0, 0.0, 0.0, 0.0))
    assert ops.alarms.over == {"sockets"}
    assert len(ops.alarms.history) == before + 2
    assert clock() == ops.alarms.history[0].at
