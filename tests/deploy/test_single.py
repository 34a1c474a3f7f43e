"""The ways that start one process: on Fly, and by systemd."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from clickgame.launch.command import REFUSED
from clickgame.settings import Settings
from tests.deploy.processes import FOLDER, on_systemd, unit

FLY = tomllib.loads((FOLDER / "fly.toml").read_text(encoding="utf-8"))


def test_on_fly_one_machine_stays_up() -> None:
    """Who sleeps when nobody comes would close the sockets of those who watch, and end no run and no day."""
    assert FLY["http_service"]["auto_stop_machines"] == "off"
    assert FLY["http_service"]["min_machines_running"] == 1
    assert FLY["http_service"]["force_https"]
    assert FLY["kill_signal"] == "SIGTERM"
    assert FLY["env"]["CLICKGAME_PUBLIC_URL"] == f"https://{FLY['app']}.fly.dev"


def test_fly_sends_no_more_connections_than_the_game_takes() -> None:
    concurrency = FLY["http_service"]["concurrency"]
    assert concurrency["soft_limit"] < concurrency["hard_limit"] < Settings().connections_most


def test_the_volume_is_the_one_that_the_comment_makes() -> None:
    text = (FOLDER / "fly.toml").read_text(encoding="utf-8")
    assert re.findall(r"fly volumes create (\w+)", text) == [FLY["mounts"]["source"]]


def test_a_refused_start_is_left_to_a_person() -> None:
    service = unit()["Service"]
    assert int(service["RestartPreventExitStatus"]) == REFUSED
    assert service["Restart"] == "on-failure"
    assert on_systemd().variables["CLICKGAME_DATA_DIR"] == f"/var/lib/{service['StateDirectory']}"


def test_there_is_room_for_all_connections() -> None:
    assert int(unit()["Service"]["LimitNOFILE"]) > 2 * Settings().connections_most


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """It wants to see the program, so that of the copy is one that is there."""
    tool = shutil.which("systemd-analyze")
    if tool is None:
        assert not os.environ.get("CI"), "CI needs systemd-analyze: Debian's package systemd has it"
        pytest.skip("there is no systemd-analyze here: Debian's package systemd has it")
    copy = tmp_path / "clickgame.service"
    text = (FOLDER / copy.name).read_text(encoding="utf-8")
    copy.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE), encoding="utf-8")
    told = subprocess.run(
        [tool, "verify", "--man=no", copy], capture_output=True, text=True, check=False, env={"PATH": os.defpath}
    )
    assert (told.returncode, told.stdout + told.stderr) == (0, "")
