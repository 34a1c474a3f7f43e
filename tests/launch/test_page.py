"""The page's build: when it is stale, that it happens once and beside what is served, and what a failure says."""

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
        "clickgame/launch/wiring.py",
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
        (built / "index.html").write_text((project / "rxconfig.py").read_text())
        (project / ".web" / "backend").mkdir(exist_ok=True)
        (project / ".web" / "routes.json").write_text("[]")
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
    "name",
    [
        "rxconfig.py",
        "assets/icon.svg",
        "clickgame/web/pages/index.py",
        "clickgame/launch/wiring.py",
        "reflex.lock/package.json",
    ],
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


@pytest.mark.parametrize(
    "name", ["REFLEX_HOT_RELOAD_EXCLUDE_PATHS", "REFLEX_USE_NPM", "CLICKGAME_PUBLIC_URL", "CLICKGAME_RUN_S"]
)
def test_what_the_running_server_says_itself_leaves_it_fresh(
    project: Path, exports: list[list[str]], name: str
) -> None:
    """Two servers with other settings, or one started by a process that has read rxconfig.py, share one page."""
    page.build(project, {})
    assert page.is_fresh(project, {name: "other"})
    assert len(exports) == 1


def test_a_page_that_is_there_needs_nothing_to_be_written(project: Path, exports: list[list[str]]) -> None:
    page.build(project, {})
    (project / ".pages" / "lock").unlink()
    assert page.claim(project, {}).is_dir()
    assert not (project / ".pages" / "lock").exists()
    assert len(exports) == 1


def test_a_new_page_leaves_the_one_that_is_served_as_it_was(project: Path, exports: list[list[str]]) -> None:
    served = page.claim(project, {})
    (project / "rxconfig.py").write_text("changed")
    newer = page.claim(project, {})
    assert (served / page.CLIENT / "index.html").read_text() == "rxconfig.py"
    assert (newer / page.CLIENT / "index.html").read_text() == "changed"
    assert len(exports) == 2


def test_going_back_to_older_sources_builds_nothing(project: Path, exports: list[list[str]]) -> None:
    page.build(project, {})
    (project / "rxconfig.py").write_text("changed")
    page.build(project, {})
    (project / "rxconfig.py").write_text("rxconfig.py")
    assert page.is_fresh(project, {})
    assert len(exports) == 2


def test_old_pages_are_cleared_away_but_for_a_few_and_those_that_are_served(
    project: Path, exports: list[list[str]]
) -> None:
    served = page.claim(project, {})
    for number in range(page.SPARE + 3):
        (project / "rxconfig.py").write_text(f"changed {number}")
        page.build(project, {})
    left = [path for path in (project / ".pages").iterdir() if path.is_dir()]
    assert served in left
    assert page.folder(project, {}) in left
    assert len(left) == page.SPARE + 2
    assert len(exports) == page.SPARE + 4


def test_a_build_that_was_killed_is_not_taken_for_a_page(project: Path, exports: list[list[str]]) -> None:
    (project / ".pages" / "new" / page.CLIENT).mkdir(parents=True)
    page.folder(project, {}).mkdir()
    assert not page.is_fresh(project, {})
    assert page.build(project, {})
    assert page.is_fresh(project, {})
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
