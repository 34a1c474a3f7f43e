"""The rooms of the project: which way imports point, how long a file gets, and what no file may say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clickgame.launch.page import ROOT
from tests import tree

LONGEST_LINES = 300

# A room may import what stands beside it; the longest name that fits is a module's room.
ARROWS = {
    "clickgame.setting": (),
    "clickgame.settings": ("clickgame.setting",),
    "clickgame.contract": ("clickgame.contract",),
    "clickgame.core": ("clickgame.core", "clickgame.contract"),
    "persistence": (
        "persistence",
        "clickgame.core",
        "clickgame.contract.arenas",
        "clickgame.contract.learning",
        "clickgame.contract.seasons",
    ),
    "clickgame.engine": ("clickgame.engine", "clickgame.core", "clickgame.contract", "clickgame.settings"),
    "clickgame.gateway": ("clickgame.gateway", "clickgame.contract", "clickgame.settings"),
    # Of the rules, pages know the tables that they draw.
    "clickgame.web": (
        "clickgame.web",
        "clickgame.gateway",
        "clickgame.contract",
        "clickgame.core.achievements",
        "clickgame.core.arenas",
        "clickgame.core.boards",
        "clickgame.core.periods",
        "clickgame.learn.course",
        "clickgame.learn.lesson",
        "clickgame.setting",
        "clickgame.settings",
    ),
    "clickgame.learn": ("clickgame.learn",),
    "clickgame.learn.harness": (),
    "clickgame.learn.sandbox": ("clickgame.learn.sandbox", "clickgame.contract.errors", "clickgame.contract.sandbox"),
    "clickgame.launch": ("clickgame.launch", "clickgame.settings"),
    "clickgame.launch.learn": ("clickgame.launch", "clickgame.learn"),
    "clickgame.launch.sandbox": ("clickgame.learn.sandbox", "clickgame.settings"),
    "clickgame.launch.teaching": ("clickgame.learn", "clickgame.gateway", "clickgame.web"),
    "clickgame.launch.delivery": ("clickgame.launch", "clickgame.web.http"),
    "clickgame.launch.protocol": (
        "clickgame.gateway.limits",
        "clickgame.gateway.reflex.channels",
        "clickgame.launch.descriptors",
        "clickgame.web.http",
    ),
    "clickgame.launch.server": ("clickgame.launch", "clickgame.settings", "clickgame.clickgame"),
    "clickgame.launch.admin": ("clickgame.launch", "clickgame.settings", "clickgame.contract"),
    "clickgame.launch.command": ("clickgame.launch", "clickgame.settings", "persistence.cli"),
    "clickgame.launch.wiring": ("clickgame", "persistence"),
    "clickgame.launch.process": ("clickgame.contract",),
    "clickgame.launch.lag": ("clickgame.contract",),
    "clickgame.launch.beat": ("persistence",),
    "clickgame.launch.standby": (
        "clickgame.core",
        "clickgame.engine",
        "clickgame.launch",
        "clickgame.settings",
        "persistence",
    ),
    "clickgame.launch.shared_log": ("persistence",),
    "clickgame.launch.sender": (
        "clickgame.core",
        "clickgame.gateway.background",
        "clickgame.launch",
        "persistence",
    ),
    "clickgame.launch.copying": ("clickgame.launch", "clickgame.settings", "persistence"),
    "clickgame.launch.replica": ("clickgame.launch", "clickgame.settings", "persistence"),
    "clickgame.launch.replication": (
        "clickgame.core",
        "clickgame.engine",
        "clickgame.launch",
        "clickgame.settings",
        "persistence",
    ),
    "clickgame.launch.watch": ("clickgame", "persistence"),
    "clickgame.launch.cores": ("clickgame", "persistence"),
    "clickgame.launch.engine": ("clickgame", "persistence"),
    "clickgame.launch.fleet": ("clickgame.launch", "clickgame.settings", "clickgame.gateway.moderation"),
    "clickgame.clickgame": ("clickgame.launch.wiring", "clickgame.settings"),
    "clickgame.__main__": ("clickgame.launch",),
}
# The rooms for the private names of Reflex, python-socketio and picows; pages are compiled with a few of Reflex's.
PRIVATE_ROOMS = ("clickgame.gateway.reflex", "clickgame.gateway.sockets", "clickgame.web.ui")
# What the rules must not know: frameworks, files, clocks, the loop.
NOT_IN_CORE = {
    "asyncio",
    "datetime",
    "io",
    "logging",
    "os",
    "pathlib",
    "reflex",
    "socket",
    "starlette",
    "threading",
    "time",
}

NOWHERE = {
    "a path of one machine": r"(?<![\w.])/(?:work|farm|root|home/[a-z]+)/",
    "an unfinished place": "TO" + "DO|FIX" + r"ME|\bXX" + "X\b",
}


def imported(path: Path) -> Iterator[str]:
    """List the modules that the file at *path* imports: for types only and by name in a string, too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (name for name in (f"{node.module}.{each.name}" for each in node.names) if name in FILES)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))


def is_in(module: str, room: str) -> bool:
    """Tell whether *module* is *room* or in it."""
    return f"{module}.".startswith(f"{room}.")


def dotted(path: Path) -> str:
    """Give the module name of the file at *path*."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = tree.modules("clickgame", "persistence")
FILES = {dotted(path): path for path in MODULES}


@pytest.mark.parametrize("path", [path for path in MODULES if dotted(path) != "clickgame"], ids=dotted)
def test_imports_point_one_way(path: Path) -> None:
    room = max((room for room in ARROWS if is_in(dotted(path), room)), key=len)
    ours = [name for name in imported(path) if name.split(".")[0] in ("clickgame", "persistence", "tests")]
    astray = [name for name in ours if not any(is_in(name, allowed) for allowed in ARROWS[room])]
    assert astray == [], f"{room} may not know {astray}"


def test_no_file_needs_one_that_needs_it() -> None:
    needs = {name: {each for each in imported(path) if each in FILES} - {name} for name, path in FILES.items()}
    while ready := {name for name, needed in needs.items() if not needed}:
        needs = {name: needed - ready for name, needed in needs.items() if name not in ready}
    assert needs == {}, "these go round in circles, or wait for some that do"


def test_a_gateway_is_handed_its_link_and_pages_their_numbers() -> None:
    """What a file asks for by name in a string counts as an import."""
    assert "clickgame.clickgame" in set(imported(FILES["clickgame.launch.server"]))
    assert "persistence.cli" in set(imported(FILES["clickgame.launch.command"]))


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_private_names_of_others_are_touched_in_their_rooms_only(path: Path) -> None:
    if not any(is_in(dotted(path), room) for room in PRIVATE_ROOMS):
        assert not re.search(r"noqa:.*SLF001|reportPrivateUsage", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [path for path in MODULES if is_in(dotted(path), "clickgame.core")], ids=dotted)
def test_the_rules_know_no_clock_no_file_and_no_framework(path: Path) -> None:
    assert {name.split(".")[0] for name in imported(path)} & NOT_IN_CORE == set()


@pytest.mark.parametrize("path", tree.modules("clickgame", "persistence", "tests"), ids=dotted)
def test_a_file_is_one_thing_and_says_which(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_LINES
    assert ast.get_docstring(ast.parse(text)), "a module opens with why it exists"


@pytest.mark.parametrize("what", NOWHERE)
def test_no_file_has_what_belongs_nowhere(what: str) -> None:
    allowed = {"Dockerfile", "tests/test_architecture.py"}
    found = [name for name, text in tree.texts() if name not in allowed and re.search(NOWHERE[what], text)]
    assert found == [], f"{what} in {found}"


def test_nobody_writes_javascript() -> None:
    scripts = [path for path in tree.files() if path.suffix in (".js", ".jsx", ".mjs", ".ts", ".tsx")]
    assert scripts == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [path for path in MODULES if path.stem in empty or re.search(r"\d$", path.stem)] == []
