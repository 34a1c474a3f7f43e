"""What is deployed can run: its settings, commands, ports and folders are the game's own."""

import ipaddress
import re
from pathlib import Path

import pytest

from clickgame.gateway.limits.proxies import proxies
from clickgame.launch.command import COMMANDS
from clickgame.launch.server import DRAIN_S
from clickgame.settings import PREFIX, Settings
from clickgame.web.http.health import QUESTIONS
from tests.deploy.processes import FOLDER, OWNERS, Process, everyone

ALL = everyone()
each = pytest.mark.parametrize("process", ALL, ids=[process.name for process in ALL])


def settings_of(process: Process) -> Settings:
    """Read the settings of *process* as it would."""
    given = {name: value for name, value in process.variables.items() if name.startswith(PREFIX)}
    return Settings.from_env(given)


def test_each_way_is_read() -> None:
    commands = [process.command for process in ALL]
    assert sorted(commands) == sorted(["run"] * 3 + ["standby"] * 4 + ["gateway"] * 3)


@each
def test_its_command_is_one_that_there_is(process: Process) -> None:
    assert process.argv[:3] in (
        (".venv/bin/python", "-m", "clickgame"),
        ("/opt/clickgame/.venv/bin/python", "-m", "clickgame"),
    )
    assert process.command in {command.__name__ for command in COMMANDS}


@each
def test_its_settings_are_real_and_their_values_allowed(process: Process) -> None:
    settings_of(process)


@each
def test_it_is_asked_what_it_answers_where_it_listens(process: Process) -> None:
    settings = settings_of(process)
    assert {path for path, _ in process.probes} <= QUESTIONS.keys()
    of_its_own = settings.metrics_port if process.command in OWNERS - {"run"} else settings.port
    assert {port for _, port in process.probes} <= {of_its_own}
    if not process.name.startswith(("image", "systemd")):
        assert process.probes


@each
def test_probes_and_players_reach_it(process: Process) -> None:
    settings = settings_of(process)
    if process.name != "systemd":  # where the proxy is on the same machine
        assert settings.host == "0.0.0.0"  # noqa: S104  # a container's own
        assert not settings.metrics_port or settings.metrics_host == "0.0.0.0"  # noqa: S104  # the same


@each
def test_who_owns_the_data_keeps_it_in_the_volume(process: Process) -> None:
    folder = str(settings_of(process).data_dir)
    assert (folder in process.writes) == (process.command in OWNERS)


@each
def test_it_has_time_to_stop_before_it_is_killed(process: Process) -> None:
    drain_s = settings_of(process).drain_s if process.command == "gateway" else 0.0
    assert process.stop_s > 2 * DRAIN_S + drain_s


@each
def test_it_believes_the_proxies_that_it_names_and_not_everybody(process: Process) -> None:
    """Behind a `*`, everybody may say to be anybody: proxies append to what a visitor has said."""
    if process.command == "gateway" or process.name == "fly":
        named = [ipaddress.ip_network(name.strip()) for name in process.variables["FORWARDED_ALLOW_IPS"].split(",")]
        proxy, *others = (str(network[-1]) for network in named)
        forwarded = ", ".join(("198.51.100.1", "198.51.100.2", *others))
        assert min(network.prefixlen for network in named) >= 8
        assert proxies(process.variables["FORWARDED_ALLOW_IPS"]).address_of(proxy, [forwarded]) == "198.51.100.2"


@pytest.mark.parametrize("path", [path for path in FOLDER.rglob("*") if path.is_file()], ids=str)
def test_no_file_has_a_secret_or_turns_on_what_the_game_does_not_use(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"_TOKEN(?:=|\"?: |\", value: )\"?[\w-]", text) == []
    assert re.findall(r"rediss?://[^@\s]*:(?!\$)[^@\s]*@", text) == []
    assert "REFLEX_REDIS_URL" not in text
