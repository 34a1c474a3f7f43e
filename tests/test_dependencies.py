"""What the project stands on: pinned, with a reason each, and fetched from wherever the builder's registry is."""

import json
import re
import tomllib
from importlib.metadata import distribution, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from clickgame.launch.page import ROOT

FILES = ("requirements.txt", "requirements-dev.txt")


def blocks(name: str) -> list[list[str]]:
    """Give the pinned lines of a requirements file: those asked for directly, then those that these bring along."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [
        [line for line in block.splitlines() if line and line[0] not in "#-"] for block in text.strip().split("\n\n")
    ]


def pinned() -> dict[str, str]:
    """Give every package that is pinned for this system, and its version."""
    needs = [Requirement(line) for name in FILES for block in blocks(name) for line in block]
    return {
        canonicalize_name(need.name): str(need.specifier).removeprefix("==")
        for need in needs
        if not need.marker or need.marker.evaluate()
    }


@pytest.mark.parametrize("name", FILES)
def test_every_line_pins_one_version(name: str) -> None:
    lines = [line for block in blocks(name) for line in block]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.]*(; .+)?", line)] == []


def test_what_the_packages_bring_along_is_pinned_too() -> None:
    known = pinned()
    missing = {
        f"{name} needs {need.name}"
        for name in known
        for need in map(Requirement, requires(name) or ())
        if (not need.marker or need.marker.evaluate({"extra": ""})) and canonicalize_name(need.name) not in known
    }
    assert missing == set()


def test_what_is_installed_is_what_is_pinned() -> None:
    assert {name: distribution(name).version for name in pinned()} == pinned()


def test_every_direct_one_has_its_reason_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ([\w.-]+) \| [A-Z][\w.-]+ \| .{10,} \|$", readme, flags=re.MULTILINE))
    assert {line.split("==")[0] for name in FILES for line in blocks(name)[0]} == rows


def test_the_lock_of_the_page_names_no_registry() -> None:
    lock = json.loads((ROOT / "reflex.lock" / "package-lock.json").read_text(encoding="utf-8"))
    assert len(lock["packages"]) > 50
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_the_tools_have_their_settings_in_one_place() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings.keys() == {"tool"}
    assert settings["tool"]["ruff"]["lint"]["select"] == ["ALL"]
    assert settings["tool"]["pytest"]["ini_options"]["filterwarnings"][0] == "error"
