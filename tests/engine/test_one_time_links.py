"""A link to another device works once and for a while, whoever tries, and there are never too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import GameError, LinkExpired, LinkUnknown, LinkUsed
from clickgame.engine.one_time_links import TOLD_S, OneTimeLinks

LASTS_S = 600.0


def links_of(most: int = 100) -> OneTimeLinks:
    """Remember *most* links."""
    return OneTimeLinks(lasts_s=LASTS_S, most=most)


def test_a_link_is_looked_at_as_often_as_one_likes_and_taken_once() -> None:
    links = links_of()
    secret = links.make("token", "ann", now=0.0).secret
    assert len(bytes.fromhex(secret)) == 16
    for _ in range(3):
        assert links.find(secret, now=1.0).player == "ann"
    assert links.take(secret, now=2.0).token == "token"  # noqa: S105  # of this test
    for again in (links.take, links.find):
        with pytest.raises(LinkUsed):
            again(secret, now=3.0)
    assert links.of("ann", now=3.0) is None


def test_it_ends_after_a_while() -> None:
    links = links_of()
    secret = links.make("token", "ann", now=0.0).secret
    assert links.of("ann", now=LASTS_S - 1) is links.find(secret, now=LASTS_S - 1)
    assert links.of("ann", now=LASTS_S) is None
    with pytest.raises(LinkExpired):
        links.take(secret, now=LASTS_S)


def test_a_new_one_ends_the_one_before_and_nobody_elses() -> None:
    links = links_of()
    first, other = links.make("token", "ann", now=0.0).secret, links.make("other", "bob", now=0.0).secret
    second = links.make("token", "ann", now=1.0).secret
    with pytest.raises(LinkExpired):
        links.take(first, now=2.0)
    assert links.find(second, now=2.0).player == "ann"
    assert links.find(other, now=2.0).player == "bob"
    links.withdraw("ann", now=3.0)
    links.withdraw("nobody", now=3.0)
    with pytest.raises(LinkExpired):
        links.find(second, now=3.0)


@pytest.mark.parametrize("secret", ["", "x", "0" * 32, "../..", "é"])
def test_what_was_never_made_is_unknown(secret: str) -> None:
    links = links_of()
    links.make("token", "ann", now=0.0)
    with pytest.raises(LinkUnknown):
        links.take(secret, now=1.0)


def test_what_is_over_for_long_is_forgotten() -> None:
    links = links_of()
    secret = links.make("token", "ann", now=0.0).secret
    links.make("other", "bob", now=LASTS_S + TOLD_S + 1)
    assert len(links) == 1
    with pytest.raises(LinkUnknown):
        links.find(secret, now=LASTS_S + TOLD_S + 1)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["make", "take", "wait"])), max_size=60))
def test_of_each_player_one_works_at_most_and_the_memory_is_bounded(steps: list[tuple[int, str]]) -> None:
    links, made, now, taken = links_of(most=8), list[str](), 0.0, set[str]()
    for number, step in steps:
        if step == "make":
            made.append(links.make(f"token {number}", f"player {number}", now=now).secret)
        elif step == "wait":
            now += 100.0 * number
        elif made:
            secret = made[number % len(made)]
            try:
                links.take(secret, now=now)
            except GameError:
                continue
            assert secret not in taken
            taken.add(secret)
        works: list[str] = []
        for secret in made:
            try:
                works.append(links.find(secret, now=now).player)
            except GameError:
                continue
        assert len(works) == len(set(works))
        assert len(links) <= 8
