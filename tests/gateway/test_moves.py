"""A link to another device works once and for a while, whoever tries, and there are never too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import GameError, LinkExpired, LinkUnknown, LinkUsed
from clickgame.gateway.moves import TOLD_S, Moves

LASTS_S = 600.0


def links(most: int = 100) -> Moves:
    """Remember *most* links."""
    return Moves(lasts_s=LASTS_S, most=most)


def test_a_link_is_looked_at_as_often_as_one_likes_and_taken_once() -> None:
    moves = links()
    secret = moves.make("token", "ann", now=0.0).secret
    assert len(bytes.fromhex(secret)) == 16
    for _ in range(3):
        assert moves.find(secret, now=1.0).player == "ann"
    assert moves.take(secret, now=2.0).token == "token"  # noqa: S105  # of this test
    for again in (moves.take, moves.find):
        with pytest.raises(LinkUsed):
            again(secret, now=3.0)
    assert moves.of("ann", now=3.0) is None


def test_it_ends_after_a_while() -> None:
    moves = links()
    secret = moves.make("token", "ann", now=0.0).secret
    assert moves.of("ann", now=LASTS_S - 1) is moves.find(secret, now=LASTS_S - 1)
    assert moves.of("ann", now=LASTS_S) is None
    with pytest.raises(LinkExpired):
        moves.take(secret, now=LASTS_S)


def test_a_new_one_ends_the_one_before_and_nobody_elses() -> None:
    moves = links()
    first, other = moves.make("token", "ann", now=0.0).secret, moves.make("other", "bob", now=0.0).secret
    second = moves.make("token", "ann", now=1.0).secret
    with pytest.raises(LinkExpired):
        moves.take(first, now=2.0)
    assert moves.find(second, now=2.0).player == "ann"
    assert moves.find(other, now=2.0).player == "bob"
    moves.withdraw("ann", now=3.0)
    moves.withdraw("nobody", now=3.0)
    with pytest.raises(LinkExpired):
        moves.find(second, now=3.0)


@pytest.mark.parametrize("secret", ["", "x", "0" * 32, "../..", "é"])
def test_what_was_never_made_is_unknown(secret: str) -> None:
    moves = links()
    moves.make("token", "ann", now=0.0)
    with pytest.raises(LinkUnknown):
        moves.take(secret, now=1.0)


def test_what_is_over_for_long_is_forgotten() -> None:
    moves = links()
    secret = moves.make("token", "ann", now=0.0).secret
    moves.make("other", "bob", now=LASTS_S + TOLD_S + 1)
    assert len(moves) == 1
    with pytest.raises(LinkUnknown):
        moves.find(secret, now=LASTS_S + TOLD_S + 1)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["make", "take", "wait"])), max_size=60))
def test_of_each_player_one_works_at_most_and_the_memory_is_bounded(steps: list[tuple[int, str]]) -> None:
    moves, made, now, taken = links(most=8), list[str](), 0.0, set[str]()
    for number, step in steps:
        if step == "make":
            made.append(moves.make(f"token {number}", f"player {number}", now=now).secret)
        elif step == "wait":
            now += 100.0 * number
        elif made:
            secret = made[number % len(made)]
            try:
                moves.take(secret, now=now)
            except GameError:
                continue
            assert secret not in taken
            taken.add(secret)
        works: list[str] = []
        for secret in made:
            try:
                works.append(moves.find(secret, now=now).player)
            except GameError:
                continue
        assert len(works) == len(set(works))
        assert len(moves) <= 8
