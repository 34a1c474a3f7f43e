"""docs/DEPLOYING.md names commands, settings and services that there are, and sizes that follow from its figures."""

import re
from dataclasses import fields

import pytest

from clickgame.launch.command import COMMANDS
from clickgame.launch.page import ROOT
from clickgame.settings import Settings, variable
from tests.deploy.processes import manifests, pods, services

TEXT = (ROOT / "docs" / "DEPLOYING.md").read_text(encoding="utf-8")
QUIET, BUSY = 7 / 30, 7 / 8  # presses of a player in a second
NEAR = 0.08


def test_the_commands_are_those_of_the_game() -> None:
    named = set(re.findall(r"-m clickgame ([a-z]+)", TEXT))
    assert named <= {command.__name__ for command in COMMANDS}
    assert {"run", "build", "data"} <= named


def test_the_settings_are_those_of_the_game() -> None:
    known = {variable(field.name) for field in fields(Settings)}
    assert set(re.findall(r"\bCLICKGAME_[A-Z_]+\b", TEXT)) - known == set()


def test_what_is_run_in_containers_names_those_that_there_are() -> None:
    named = re.findall(r"exec -T ([\w-]+)|--wait ([\w-]+)|`((?:engine|gateway)-\d)`", TEXT)
    assert {name for names in named for name in names if name} <= {*services(), "gateway-3"}
    assert set(re.findall(r"exec (\w+)-0 ", TEXT)) <= pods().keys()
    containers = {container["name"] for pod in pods().values() for container in pod["containers"]}
    assert set(re.findall(r"-0 -c ([\w-]+)", TEXT)) <= containers
    applied = {manifest["metadata"]["name"] for manifest in manifests() if manifest["kind"] == "Namespace"}
    assert set(re.findall(r"kubectl -n (\w+)", TEXT)) == applied


def test_sizes_follow_from_the_figures() -> None:
    formulas = "".join(re.findall(r"^    cores of .*$", TEXT, flags=re.MULTILINE))
    heard, sent, judged = (int(each.replace(",", "")) for each in re.findall(r"/ ([\d,]+)", formulas))
    rows = re.findall(r"^\| ([\d,]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \| ([\d.]+) ([MG])bit/s", TEXT, flags=re.MULTILINE)
    assert len(rows) == 4
    for count, gateways, engines, traffic, unit in rows:
        players = int(count.replace(",", ""))
        boards = players * (4 if players < 50_000 else Settings().tick_least_hz)
        crowds = [players * QUIET, players * BUSY]
        assert ends(gateways) == [pytest.approx(presses / heard + boards / sent, rel=NEAR) for presses in crowds]
        assert ends(engines) == [pytest.approx(presses / judged, rel=NEAR) for presses in crowds]
        bits = players * Settings().watch_bytes_s * 8
        assert float(traffic) * {"M": 1e6, "G": 1e9}[unit] == pytest.approx(bits, rel=NEAR)


def ends(cell: str) -> list[float]:
    """Give both ends of a range in the *cell* of a table; of one number, twice that."""
    low, *high = (float(each) for each in cell.split(" to "))
    return [low, *(high or [low])]
