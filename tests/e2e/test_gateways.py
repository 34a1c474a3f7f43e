"""Two gateways before one engine: what somebody does at one of them holds at the other."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from clickgame.contract.answers import EngineAway
from clickgame.engine.jobs import JOBS
from clickgame.gateway import credentials
from clickgame.gateway.credentials import COOKIE
from clickgame.gateway.reflex.channels import OPS, SEASONS
from clickgame.launch import admin
from tests.e2e.fleet import Fleet
from tests.e2e.player import wait_until
from tests.gateway.client import IDENTITY, NOTICE, PLAY, Client

TOKEN = "correct horse battery"  # noqa: S105  # of the tests' own server
LINK = re.compile(r"/devices/[0-9a-f]{32}")


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Run two gateways, each at a port of its own."""
    with Fleet(
        tmp_path_factory.mktemp("two"), gateways=2, is_apart=True, with_page=True, operator_token=TOKEN
    ) as running:
        yield running


def ask(port: int, path: str, *, token: str = "", method: str = "GET") -> tuple[HTTPResponse, str]:
    """Ask for something as a browser with *token* does; give the answer with its text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={"Cookie": f"{COOKIE}={token}"} if token else {})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def is_let_in(port: int) -> bool:
    """Tell whether somebody from here may connect."""
    client = Client(port)
    client.knock()
    client.settle()
    is_in = client.var(NOTICE, "code") is None
    client.close()
    return is_in


def test_a_link_of_one_gateway_works_at_the_other_and_once(fleet: Fleet) -> None:
    here, there = fleet.ports
    with Client(here) as ann:
        assert ask(here, "/devices/link", token=ann.token, method="POST")[0].status == 303
        (link,) = set(LINK.findall(ask(there, "/devices", token=ann.token)[1]))
        for port in (there, here, there):
            assert f"Play as {ann.var(IDENTITY, 'handle')} here?" in ask(port, link)[1]
        taken, _ = ask(there, link, method="POST")
        assert taken.status == 303
        assert f"{COOKIE}={ann.token};" in (taken.headers["Set-Cookie"] or "")
        for port in (there, here):
            again, text = ask(port, link, method="POST")
            assert (again.status, "link_used" in text, again.headers["Set-Cookie"]) == (410, True, None)


def ops_at(port: int, **job: str) -> dict[str, Any]:
    """Give what an operator sees at *port*, or once a *job* is to run."""
    with Client(port) as eve:
        eve.call(OPS.event("again" if job else "look"), token=TOKEN, operator="kim", span="hour", **job)
        eve.wait(lambda: eve.var(OPS.name, "page"))
        return eve.var(OPS.name, "page")


def test_every_gateway_shows_an_operator_the_engine_and_runs_its_jobs(fleet: Fleet) -> None:
    here, there = fleet.ports
    for port in fleet.ports:
        page = ops_at(port)
        assert [job["name"] for job in page["jobs"]] == [job.name for job in JOBS]
        assert len(page["gateways"]) == len(fleet.ports)
    assert _runs(ops_at(here)) == 0
    ops_at(there, job="tidy")
    wait_until(lambda: _runs(ops_at(here)) == 1, "the job's run")
    with Client(here), Client(here):
        wait_until(lambda: int(_tile(ops_at(there), "online")) >= 2, "both to be seen")


def _runs(page: dict[str, Any]) -> int:
    return next(len(job["runs"]) for job in page["jobs"] if job["name"] == "tidy")


def _tile(page: dict[str, Any], key: str) -> str:
    return next(tile["value"] for tile in page["tiles"] if tile["key"] == key)


def test_a_network_is_kept_out_by_all_gateways(fleet: Fleet) -> None:
    here, there = fleet.ports
    with Client(here) as ann, Client(there) as bob:
        what = {"operator": "kim", "what": "block", "whom": ann.var(IDENTITY, "player"), "why": "advert"}
        done = admin.ask(fleet.data, {"command": "do", **what})
        for page in (ann, bob):  # which come from one address
            with pytest.raises(ConnectionClosed):
                page.wait(lambda page=page: page.is_closed)
        for port in fleet.ports:
            late = Client(port)
            late.knock()
            assert late.refusal() == "address_banned"
            late.close()
        (deed,) = done["answer"]
        admin.ask(fleet.data, {"command": "undo", "operator": "kim", "number": deed["number"]})
    for port in fleet.ports:
        wait_until(lambda port=port: is_let_in(port), f"{port} lets somebody in")
    files = [path for path in fleet.data.rglob("*") if path.is_file()]
    assert all(b"127.0.0.1" not in path.read_bytes() for path in files)


def test_to_sign_out_everywhere_cuts_off_pages_at_all_gateways(fleet: Fleet) -> None:
    here, there = fleet.ports
    with Client(here) as ann, Client(there, token=ann.token) as other, Client(there) as bob:
        other.press(3)
        left, _ = ask(here, "/devices/everywhere", token=ann.token, method="POST")
        new = credentials.read(left.headers["Set-Cookie"] or "")
        assert new is not None
        for page in (ann, other):
            page.wait(lambda page=page: "state_mismatch" in page.frames[-1])
        other.send_press(9)
        other.settle()
        bob.press(1)
        with Client(there, token=new.token) as again:
            assert again.var(IDENTITY, "player") == ann.var(IDENTITY, "player")
            assert again.var(PLAY, "score") == 3
        assert "state_mismatch" not in "".join(bob.frames)


def test_while_the_engine_is_away_pages_load_and_the_rest_says_so(fleet: Fleet) -> None:
    here, there = fleet.ports
    try:
        with Client(here) as ann, Client(there) as bob:
            fleet.engine.stop()
            wait_until(lambda: "away" in ask(here, "/health")[1], "the gateway to notice", lambda: ask(here, "/health"))
            assert ask(here, "/health")[0].status == 503
            for path in ("/", "/about", "/privacy", "/learn"):
                answer, _ = ask(here, path, token=ann.token)
                assert answer.status == 200, path
            kept = credentials.read(ask(here, "/", token=ann.token)[0].headers["Set-Cookie"] or "")
            assert kept is not None
            assert kept.value == ann.token
            for path in ("/p/00000000", "/devices", "/api/v1/presence", "/api/v1/arenas"):
                answer, text = ask(here, path, token=ann.token)
                assert (answer.status, answer.headers["Retry-After"], EngineAway.text in text) == (503, "2", True), path
            bob.call(SEASONS.event("show"), period="day", count=7)
            bob.wait(lambda: bob.var(NOTICE, "code"), timeout_s=10)
            assert bob.refusal() == EngineAway.code
            assert "Traceback" not in fleet.log_text()
    finally:
        fleet.engine.start()
    fleet.engine.wait()
    wait_until(lambda: ask(here, "/health")[0].status == 200, "the engine", lambda: ask(here, "/health"))
    with Client(here, token=ann.token) as again:
        assert again.var(IDENTITY, "player") == ann.var(IDENTITY, "player")
