"""Processes that leave when the one that looks after them is gone."""

from pathlib import Path

from tests.launch.supervised import Supervised, is_alive

ALL = ("engine", "standby", "gateway 1", "gateway 2")


def test_nobody_is_left_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    """They leave by themselves, and one that cannot is killed by itself, too."""
    with Supervised(tmp_path, {"gateway 1": ["--stubborn"]}) as game:
        game.until_started()
        game.process.kill()
        game.until(lambda: not any(is_alive(game.pids(name)[-1]) for name in ALL), "all are gone")
        assert set(game.events[-3:]) == {"gateway 2 left", "standby left", "engine left"}
