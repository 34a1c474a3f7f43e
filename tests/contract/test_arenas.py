"""The address of an arena, and what arena an address is of."""

import pytest

from clickgame.contract.arenas import ARENA, NOWHERE, address_of, arena_at


@pytest.mark.parametrize("arena", [ARENA, "sprint", "9f3c01ab", "left-hand"])
def test_an_arena_is_found_at_its_address(arena: str) -> None:
    assert arena_at(address_of(arena)) == arena


def test_an_address_may_end_with_a_slash() -> None:
    assert arena_at("/a/sprint/") == "sprint"


@pytest.mark.parametrize(
    "path", ["", "/about", "/a", "/a/", "/a/Sprint", "/a/a/b", "//a/sprint", "/a/" + "x" * 33, "/a/spr%69nt", "/a/x\n"]
)
def test_other_addresses_are_of_none(path: str) -> None:
    assert arena_at(path) == NOWHERE
