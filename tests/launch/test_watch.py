"""What a running server says of itself: by token, on a port of its own, and in the words of dashboard and rules."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.measures import PREFIX
from clickgame.launch.lag import LAG
from clickgame.launch.page import ROOT
from clickgame.launch.refusals import PortTaken
from clickgame.launch.watch import NOTES, RINGS
from tests.e2e.server import GameServer, free_port
from tests.gateway.client import Client

TOKEN = "correct horse battery"  # noqa: S105  # of this test's own
NAMED = re.compile(r"\bclickgame_\w+")
RULES, BOARD = ROOT / "docs/alerts/clickgame.yaml", ROOT / "docs/grafana/clickgame.json"
PARTS = re.compile(r"_(?:bucket|count|sum)$")


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    """Give two free ports."""
    return free_port(), free_port()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, ports: tuple[int, int]) -> Iterator[GameServer]:
    """Give a game that is measured."""
    folder = tmp_path_factory.mktemp("watched")
    with GameServer(
        folder, port=ports[0], with_page=False, metrics_token=TOKEN, metrics_port=ports[1], save_s=0.5
    ) as game:
        with Client(game.port) as client:
            client.press(3)
        yield game


def ask(port: int, path: str, token: str = "") -> tuple[int, str]:
    """Ask for *path*; give the status and what was answered."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"authorization": f"Bearer {token}"} if token else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def exposed(text: str) -> set[str]:
    """Give the names of all that is measured, as rules name it."""
    return {name for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", text, flags=re.MULTILINE) if kind}


def test_the_token_opens_what_is_measured_and_nothing_else_does(server: GameServer) -> None:
    assert ask(server.port, "/metrics")[0] == 401
    assert ask(server.port, "/metrics", "guess")[0] == 401
    status, text = ask(server.port, "/metrics", TOKEN)
    assert status == 200
    assert 'clickgame_presses_total{role="single"}' in text
    assert 'clickgame_answer_seconds_count{role="single"} 2.0' in text
    assert 'clickgame_job_runs_total{name="sweep",role="single"}' in text
    assert TOKEN not in server.log_text()


def test_a_port_of_its_own_needs_no_token_and_has_no_game(server: GameServer, ports: tuple[int, int]) -> None:
    assert ask(ports[1], "/metrics")[0] == 200
    assert [ask(ports[1], path)[0] for path in ("/live", "/ready", "/health", "/", "/_event/")] == [200] * 3 + [404] * 2
    assert server.is_well()


def test_what_dashboard_and_rules_name_is_what_is_measured(server: GameServer) -> None:
    names = exposed(ask(server.port, "/metrics", TOKEN)[1])
    assert len(names) > 20
    names |= {PREFIX + measure.name for measure in LAG}  # by whoever stands by
    said = RULES.read_text(encoding="utf-8"), BOARD.read_text(encoding="utf-8")
    for text in said:
        assert {PARTS.sub("", name) for name in NAMED.findall(text)} - names == set()
    assert names - {PARTS.sub("", name) for text in said for name in NAMED.findall(text)} == set(), "nobody sees these"


def test_the_dashboard_has_one_id_and_place_for_each_panel() -> None:
    panels = json.loads(BOARD.read_text(encoding="utf-8"))["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(set(taken)) == len(taken)
    assert max(x for x, _ in taken) < 24
    assert all(target["expr"] and target["refId"] for panel in panels for target in panel["targets"])


def test_prometheus_takes_the_rules_and_they_tell_what_they_should(server: GameServer) -> None:
    tool = shutil.which("promtool")
    if tool is None:
        assert not os.environ.get("CI"), "CI needs promtool: Debian's package prometheus has it"
        pytest.skip("there is no promtool here: Debian's package prometheus has it")
    for args in (["check", "rules", RULES.name], ["test", "rules", "clickgame.test.yaml"]):
        told = subprocess.run([tool, *args], cwd=RULES.parent, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
    text = ask(server.port, "/metrics", TOKEN)[1]
    told = subprocess.run([tool, "check", "metrics"], input=text, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_server_says_nothing_of_itself_to_strangers_unless_it_is_told_to(tmp_path: Path) -> None:
    with GameServer(tmp_path, with_page=False) as game:
        assert ask(game.port, "/metrics")[0] == 404
        assert ask(game.port, "/metrics", "off")[0] == 404


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"metrics_token": "guess me"}, "CLICKGAME_METRICS_TOKEN is not allowed"), ({"metrics_port": 0}, PortTaken.code)],
)
def test_what_cannot_be_is_said_at_the_start(
    tmp_path: Path, server: GameServer, ports: tuple[int, int], settings: dict[str, object], said: str
) -> None:
    assert server.is_well()
    taken: dict[str, Any] = {name: value or ports[1] for name, value in settings.items()}
    with pytest.raises(AssertionError, match=said):
        GameServer(tmp_path, with_page=False, **taken).start()


def test_damaged_numbers_over_time_keep_no_server_from_starting(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in (RINGS, NOTES):
        (tmp_path / "data" / name).write_bytes(b"junk")
    with GameServer(tmp_path, with_page=False) as game:
        assert {f"{RINGS}.damaged", f"{NOTES}.damaged"} <= {path.name for path in game.data.iterdir()}
        assert game.log_text().count("set aside as") == 2


def test_where_they_cannot_be_kept_the_server_runs_without(tmp_path: Path) -> None:
    (tmp_path / "data" / RINGS).mkdir(parents=True)
    with GameServer(tmp_path, with_page=False) as game:
        assert "what /ops shows is not kept" in game.log_text()


def test_a_log_of_json_has_an_object_in_every_line(tmp_path: Path) -> None:
    with GameServer(tmp_path, with_page=False, log_format="json") as game:
        with Client(game.port) as client:
            client.press(2)
        game.stop()
        lines = [json.loads(line) for line in game.log_text().splitlines()]
        assert any("Click the Button is at" in line["text"] for line in lines)
        assert client.token not in game.log_text()
