"""A gateway of another version than its engine: both say so in one line, and pages are told, not left waiting."""

from pathlib import Path

from clickgame.contract import wire
from clickgame.contract.answers import EngineAway
from clickgame.gateway.line import PATIENCE_S
from tests.e2e.fleet import Fleet
from tests.e2e.player import wait_until
from tests.e2e.server import START_S, is_well_at
from tests.gateway.client import NOTICE, ROOT, Client


def said(*, of: int, here: int) -> str:
    """Give what a process of the version *here* says of one *of* another."""
    return f"other_version: it is of version {of}, and this is version {here}: all processes have to be the same"


def test_a_gateway_of_another_version_refuses_the_engine_and_is_refused_by_it(tmp_path: Path) -> None:
    fleet = Fleet(tmp_path, gateways=2, is_apart=True)
    other = fleet.gateways[1]
    other.module = "tests.launch.other_version"
    try:
        fleet.redis.start()
        for role in (fleet.engine, *fleet.gateways):
            role.start()
        fleet.engine.wait()
        fleet.gateways[0].wait()
        told = said(of=wire.VERSION + 1, here=wire.VERSION)
        wait_until(lambda: told in fleet.engine.log_text(), "the engine says so", within_s=START_S)
        mirrored = said(of=wire.VERSION, here=wire.VERSION + 1)
        wait_until(lambda: mirrored in other.log_text(), "the gateway says so", within_s=START_S)
        assert not is_well_at(other.health_port)
        page = Client(fleet.ports[1])
        page.knock()
        page.emit("event", Client.event(f"{ROOT}.hydrate_and_load"))
        page.wait(lambda: page.var(NOTICE, "code"), timeout_s=START_S + PATIENCE_S)
        assert page.refusal() == EngineAway.code
        page.close()
        with Client(fleet.ports[0]) as ann:
            ann.press(3)
        assert "Traceback" not in fleet.engine.log_text() + fleet.log_text()
    finally:
        fleet.__exit__()
