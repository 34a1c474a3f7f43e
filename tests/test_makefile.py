"""`make` on a machine that is not ready: one clear line each; and the same from Python itself."""

import ast
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from clickgame.launch.page import ROOT


def make(target: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `make` for *target* with *variables* given on its command line."""
    return subprocess.run(
        ["make", target, *(f"{name}={value}" for name, value in variables.items())],  # noqa: S607  # whichever there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def pretend(path: Path, script: str) -> str:
    """Write an interpreter of one's own, and give its path."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def lines(finished: subprocess.CompletedProcess[str]) -> list[str]:
    """Give what the command wrote, without make's own last word."""
    return [line for line in finished.stderr.splitlines() if not line.startswith("make")]


def test_an_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    old = pretend(tmp_path / "python", 'case "$2" in *version_info*) exit 1;; esac')
    finished = make("run", PYTHON=old, VENV=str(tmp_path / "venv"))
    assert finished.returncode == 2
    assert lines(finished) == [
        f"Click the Button needs Python 3.11 or newer, and {old} is not; say which is: make run PYTHON=python3.12"
    ]
    assert not (tmp_path / "venv").exists()


def test_a_python_without_venv_is_told_in_one_line(tmp_path: Path) -> None:
    bare = pretend(tmp_path / "python", 'case "$2" in *venv*) exit 1;; esac')
    finished = make("run", PYTHON=bare, VENV=str(tmp_path / "venv"))
    assert finished.returncode == 2
    assert lines(finished) == [f"{bare} has no venv module; on Debian and Ubuntu: apt install python3-venv"]


def test_the_command_itself_tells_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 1))
    with pytest.raises(SystemExit) as refusal:
        runpy.run_module("clickgame", run_name="__main__")
    assert refusal.value.code == "Click the Button needs Python 3.11 or newer; this is 3.8."


@pytest.mark.parametrize("name", ["clickgame/__init__.py", "clickgame/__main__.py"])
def test_an_old_python_can_read_as_far_as_the_check(name: str) -> None:
    assert ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 4))


def test_a_second_run_sets_nothing_up_again() -> None:
    """Nothing but the command itself is left to do once the environment stands."""
    todo = subprocess.run(
        ["make", "--dry-run", "run"],  # noqa: S607  # whichever make the developer has
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "pip install" not in todo or not (ROOT / ".venv" / ".run").exists()
