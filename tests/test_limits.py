"""SECURITY.md's table of limits is true: each bound is what it says, each test is there, and none is missing."""

import re
from dataclasses import fields
from importlib import import_module

import pytest

from clickgame.gateway.limits.events import BUDGETS
from clickgame.launch.page import ROOT
from clickgame.settings import Settings, variable

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## Limits")[2]
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in TEXT.splitlines() if "`tests/" in line]
BOUNDS = re.compile(r".*_(most|each|kept|per_s|per_h|per_min|burst|addresses|streams|reactions|age_s)")
NO_BOUNDS = {
    "person_per_s": "what a silence earns",
    "page_age_s": "how long what is bounded by pages_kept stays",
}
EVENTS = "Events of a socket: "


def value_of(bound: str) -> object:
    """Give what the cell of a *bound* names: a setting, or a name in a file."""
    name, *files = re.findall(r"`([^`]+)`", bound)
    if files:
        return getattr(import_module(files[0].removesuffix(".py").replace("/", ".")), name)
    return next(getattr(Settings(), each.name) for each in fields(Settings) if variable(each.name) == name)


@pytest.mark.parametrize(("what", "bound", "default", "test"), ROWS, ids=[row[0] for row in ROWS])
def test_a_limit_is_what_it_says_and_has_its_test(what: str, bound: str, default: str, test: str) -> None:
    if "`" in bound and not what.startswith(EVENTS):
        assert value_of(bound) == float(default.replace(",", ""))
    file, name = re.findall(r"`([^`]+)`", test)
    assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_bound_that_can_be_set_is_in_the_table() -> None:
    named = {name for _, bound, *_ in ROWS for name in re.findall(r"`(CLICKGAME_\w+)`", bound)}
    bounds = {each.name for each in fields(Settings) if BOUNDS.fullmatch(each.name)} - NO_BOUNDS.keys()
    assert {variable(name) for name in bounds} - named == set()


def test_every_kind_of_event_is_in_the_table() -> None:
    told = {what.removeprefix(EVENTS): default for what, _, default, _ in ROWS if what.startswith(EVENTS)}
    assert told == {budget.kind: f"{budget.burst}, then {budget.per_s:g} a second" for budget in BUDGETS}
