"""Programs that attack the sandbox, against real workers: nothing leaves, nothing stays, and the next program runs."""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.sandbox import ProgramInvalid, ProgramTooLong
from tests.learn.sandbox.attacks import ATTACKS, LOOT, SECRET, WRITES
from tests.learn.sandbox.room import NEEDS_WORKERS, Room, processes, real, room, small

pytestmark = NEEDS_WORKERS


@pytest.fixture(scope="module", params=[small, real], ids=["a bare harness", "the learners' harness"])
def attacked(request: pytest.FixtureRequest) -> Iterator[Room]:
    """Open a sandbox whose programs have little time."""
    os.environ["SECRET"] = SECRET
    try:
        with room(harness=request.param, cpu_s=0.4, wall_s=40.0) as opened:
            yield opened
    finally:
        del os.environ["SECRET"]


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gets_nothing_and_leaves_nothing(attacked: Room, name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        answer: Any = attacked.run(ATTACKS[name], player="attacker")
    told = json.dumps(answer)
    assert len(told) < 300_000
    assert LOOT not in told
    assert SECRET not in told
    assert [path for path in WRITES if Path(path).exists()] == []
    assert caplog.messages == [], "no worker had to be replaced"
    assert attacked.run("print(6 * 7)", player="honest")["output"] == "42\n"
    assert len(processes()) == 1, "the worker, and no program of it"


@pytest.mark.parametrize(
    "request_",
    [
        None,
        "print(1)",
        [],
        {},
        {"code": None},
        {"code": b"1"},
        {"code": 1},
        {"code": ["x"]},
        {"code": "\ud800"},
        {"code": "1", "checks": 3},
        {"code": "1", "checks": "\udfff"},
        {"code": "1", "files": "x"},
        {"code": "1", "files": {"a": 1}},
        {"code": "1", "files": {1: "a"}},
        {"code": "1", "files": {"\ud800": "a"}},
        {"code": "1", "seed": "x"},
        {"code": "1", "seed": True},
        {"code": "1", "seed": 1.5},
        {"code": "1", "seed": 2**63},
        {"code": "1", "seed": 10**5000},
        {"code": "1", "more": "1"},
    ],
    ids=lambda request_: "".join(sorted(map(str, request_))) if isinstance(request_, dict) else ascii(request_),
)
def test_what_is_no_request_is_refused_with_a_code(attacked: Room, request_: object) -> None:
    with pytest.raises(ProgramInvalid):
        attacked.ask(request_)


@pytest.mark.parametrize(
    "request_",
    [
        {"code": "x" * 20_001},
        {"code": "x" * 10**7},
        {"code": "1", "checks": "x" * 400_001},
        {"code": "1", "files": {"a" * 200_001: "b" * 200_001}},
    ],
    ids=["code", "huge code", "checks", "files"],
)
def test_what_is_too_long_is_refused_with_a_code(attacked: Room, request_: object) -> None:
    with pytest.raises(ProgramTooLong):
        attacked.ask(request_)


@pytest.mark.parametrize("code", ["", "\0", "\r\n", "print('\u2028\x85')", '"' * 20_000, "é" * 20_000, "\ufeff1"])
def test_whatever_is_a_text_is_answered(attacked: Room, code: str) -> None:
    assert attacked.run(code)["stopped"] is None
