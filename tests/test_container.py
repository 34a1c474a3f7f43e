"""The Dockerfile cannot be built everywhere, so its steps are held to the commands that `make` runs and tests."""

import json
import re
import subprocess

import pytest

from clickgame.launch.command import COMMANDS
from clickgame.launch.page import ROOT, SOURCES
from clickgame.settings import Settings

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")


def steps(word: str) -> list[str]:
    """Give what follows each instruction *word* of the Dockerfile."""
    return re.findall(rf"^{word} (.*)$", DOCKERFILE, flags=re.MULTILINE)


def made(target: str) -> str:
    """Give the commands that `make` would run for *target* on a machine that has nothing yet."""
    return subprocess.run(
        ["make", "--always-make", "--dry-run", target],  # noqa: S607  # whichever make the developer has
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_it_builds_with_the_commands_of_make() -> None:
    commands = made("build")
    built = steps("RUN")[:3]
    assert [step for step in built if step not in commands.splitlines()] == []
    assert built[-1].endswith("-m clickgame build")


def test_it_runs_the_command_of_make() -> None:
    (command,) = steps("CMD")
    assert " ".join(json.loads(command)) in made("run")


def test_the_server_gets_its_signals_itself() -> None:
    """A command that is a list runs without a shell, which would swallow SIGTERM."""
    assert isinstance(json.loads(steps("CMD")[0]), list)
    assert steps("ENTRYPOINT") == []


def test_its_health_check_is_a_command_that_there_is() -> None:
    (check,) = steps("HEALTHCHECK")
    command = json.loads(check[check.index("[") :])
    assert command[-1] in [known.__name__ for known in COMMANDS]


def test_it_runs_as_a_user_without_rights_and_keeps_data_in_a_volume() -> None:
    final = DOCKERFILE.split("FROM ")[-1]
    assert "\nUSER player\n" in final
    (variables,) = steps("ENV")
    given = dict(pair.split("=") for pair in variables.split())
    settings = Settings.from_env({name: value for name, value in given.items() if name.startswith("CLICKGAME_")})
    assert steps("VOLUME") == [str(settings.data_dir)]
    assert steps("EXPOSE") == [str(settings.port)]


def test_both_stages_have_the_same_python_at_the_same_place() -> None:
    """An environment is bound to its path and its interpreter."""
    images = [image.split(" AS ")[0] for image in steps("FROM")]
    assert len(images) == 2
    assert len(set(images)) == 1
    assert len(set(steps("WORKDIR"))) == 1


@pytest.mark.parametrize("source", [*SOURCES, "persistence", "reflex.lock"])
def test_it_is_given_all_that_the_page_and_the_game_are_made_of(source: str) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert f"!{source}" in ignored
    assert "persistence/data" in ignored
