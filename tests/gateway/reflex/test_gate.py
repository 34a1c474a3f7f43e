"""Only what a page sends passes the gate; all else is refused with a code."""

import pytest

from clickgame.contract.errors import CountInvalid, EventMalformed, GameError, UnknownEvent
from clickgame.gateway.reflex.channels import (
    ARRIVE,
    BOARD,
    HYDRATE,
    IDENTITY,
    LEARN,
    LOAD,
    LOOK,
    PLAY,
    PRESENCE,
    PRESS,
    RENAME,
    ROOT,
    WATCH,
)
from clickgame.gateway.reflex.gate import DEPTH_MOST, ITEMS_MOST, TEXT_LONGEST, check, is_small, longest_in, path_of
from clickgame.learn.sandbox.limits import Limits

ROUTER = {"pathname": "/about", "asPath": "/about?x=1", "query": {"x": "1"}}


@pytest.mark.parametrize(
    "event",
    [
        {"name": PLAY.event(PRESS), "payload": {"presses": 1, "page": "p"}, "router_data": ROUTER},
        {"name": BOARD.event(WATCH), "payload": {"board": "best"}},
        {"name": IDENTITY.event(RENAME), "payload": {"form": {"handle": "Fox"}}},
        {"name": PRESENCE.event(LOOK), "payload": {"is_seen": False}},
        {"name": HYDRATE},
        {"name": HYDRATE, "payload": {"hashes": ["a"]}},
        {"name": LOAD, "payload": {}, "router_data": ROUTER},
    ],
)
def test_what_a_page_sends_passes(event: dict[str, object]) -> None:
    assert check(event) == event["name"]


@pytest.mark.parametrize(
    ("event", "refusal"),
    [
        (None, EventMalformed),
        ([], EventMalformed),
        ({}, UnknownEvent),
        ({"name": 7}, UnknownEvent),
        ({"name": f"{ROOT}.setvar"}, UnknownEvent),
        ({"name": ARRIVE, "payload": {}}, UnknownEvent),
        ({"name": PLAY.event(PRESS)}, EventMalformed),
        ({"name": PRESENCE.event(LOOK)}, EventMalformed),
        ({"name": PRESENCE.event(LOOK), "payload": {"is_seen": 1}}, EventMalformed),
        ({"name": PLAY.event(PRESS), "payload": {"presses": 1}}, EventMalformed),
        ({"name": PLAY.event(PRESS), "payload": {"presses": 1, "page": "p", "more": 1}}, EventMalformed),
        ({"name": PLAY.event(PRESS), "payload": {"presses": 1, "page": 2}}, EventMalformed),
        ({"name": PLAY.event(PRESS), "payload": {"presses": "1", "page": "p"}}, CountInvalid),
        ({"name": PLAY.event(PRESS), "payload": {"presses": True, "page": "p"}}, CountInvalid),
        ({"name": PLAY.event(PRESS), "payload": {"presses": 1, "page": "p"}, "router_data": {"x": 1}}, EventMalformed),
        ({"name": HYDRATE, "payload": {"vars": {"another": "x"}}}, EventMalformed),
        ({"name": HYDRATE, "payload": {"vars": {f"{IDENTITY.name}.token_rx_state_": "0" * 32}}}, EventMalformed),
        ({"name": f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal"}, UnknownEvent),
    ],
)
def test_all_else_is_refused_with_a_code(event: object, refusal: type[GameError]) -> None:
    with pytest.raises(refusal):
        check(event)


def test_an_event_says_which_page() -> None:
    assert path_of({"name": LOAD, "router_data": ROUTER}) == "/about"
    assert path_of({"name": HYDRATE}) == "/"


def test_only_what_is_short_and_shallow_is_small() -> None:
    deep: object = 1
    for _ in range(DEPTH_MOST):
        deep = [deep]
    assert is_small(deep)
    assert not is_small([deep])
    assert not is_small("x" * (TEXT_LONGEST + 1))
    assert not is_small([0] * (ITEMS_MOST + 1))
    assert not is_small({str(number): 0 for number in range(ITEMS_MOST + 1)})
    assert not is_small({"x" * (TEXT_LONGEST + 1): 0})
    assert not is_small(b"bytes")
    assert is_small({"a": [None, True, 1.5, "x"]})


def test_only_a_program_may_be_as_long_as_the_sandbox_takes() -> None:
    assert longest_in({"name": LEARN.event("check")}) == Limits().program_most
    others = ({"name": IDENTITY.event(RENAME)}, {"name": "x"}, {"name": ["x"]}, {}, "x", None)
    assert {longest_in(event) for event in others} == {TEXT_LONGEST}
    assert is_small({"code": "x" * Limits().program_most}, longest=Limits().program_most)
    assert not is_small([{"code": "x" * (Limits().program_most + 1)}], longest=Limits().program_most)
