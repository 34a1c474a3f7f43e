"""The page's build: when it is stale, that it happens once, and what a failure says."""

import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from clickgame.launch import page
from clickgame.launch.refusals import PageNotBuilt


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Lay out a small project with every kind of source."""
    for name in (
        "rxconfig.py",
        "requirements.txt",
        "assets/icon.svg",
        "clickgame/web/pages/index.py",
        "clickgame/engine/engine.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.fixture
def exports(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let the export be quick; gives the commands that were run."""
    commands: list[list[str]] = []

    def export(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        built = project / ".web" / "build" / "client"
        built.mkdir(parents=True, exist_ok=True)
        (built / "index.html").write_text("<html>")
        (project / "reflex.lock").mkdir(exist_ok=True)
        (project / "reflex.lock" / "package.json").write_text("{}")
        return subprocess.CompletedProcess(command, 0, "")

    monkeypatch.setattr(page.subprocess, "run", export)
    return commands


def test_a_fresh_page_is_not_built_again(project: Path, exports: list[list[str]]) -> None:
    assert page.build(project, {})
    assert page.is_fresh(project, {})
    assert not page.build(project, {})
    assert len(exports) == 1
    assert exports[0][1:] == ["-m", "reflex", "export", "--frontend-only", "--no-zip"]


@pytest.mark.parametrize(
    "name", ["rxconfig.py", "assets/icon.svg", "clickgame/web/pages/index.py", "reflex.lock/package.json"]
)
def test_a_changed_source_makes_it_stale(project: Path, exports: list[list[str]], name: str) -> None:
    page.build(project, {})
    (project / name).write_text("changed")
    assert not page.is_fresh(project, {})
    assert page.build(project, {})
    assert len(exports) == 2


def test_new_and_gone_sources_make_it_stale(project: Path, exports: list[list[str]]) -> None:
    page.build(project, {})
    (project / "assets" / "icon.svg").rename(project / "assets" / "other.svg")
    assert not page.is_fresh(project, {})
    assert len(exports) == 1


def test_what_no_page_is_made_of_leaves_it_fresh(project: Path, exports: list[list[str]]) -> None:
    page.build(project, {})
    (project / "clickgame" / "engine" / "engine.py").write_text("changed")
    (project / "README.md").write_text("new")
    assert page.is_fresh(project, {"PATH": "/bin"})
    assert len(exports) == 1


def test_another_address_of_the_backend_makes_it_stale(project: Path, exports: list[list[str]]) -> None:
    page.build(project, {})
    assert not page.is_fresh(project, {"REFLEX_API_URL": "https://game.example"})
    assert len(exports) == 1


def test_servers_that_start_at_once_build_once(project: Path, exports: list[list[str]]) -> None:
    together = [threading.Thread(target=page.build, args=(project, {})) for _ in range(4)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert len(exports) == 1


def test_a_failed_build_shows_what_reflex_said_and_is_tried_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "no such icon")

    monkeypatch.setattr(page.subprocess, "run", fail)
    with pytest.raises(PageNotBuilt, match="no such icon"):
        page.build(project, {})
    assert not page.is_fresh(project, {})


def test_npm_comes_from_the_environment_of_this_python() -> None:
    environ = page.environment({"PATH": "/bin"})
    scripts = Path(environ["PATH"].split(":")[0])
    assert (scripts / "npm").exists()
    assert environ["REFLEX_USE_NPM"] == "1"
