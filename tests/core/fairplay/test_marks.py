"""What a mark says comes back as it was; watches end, and tries are counted and bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.doubts import NoTriesLeft
from clickgame.core.fairplay import marks
from clickgame.core.fairplay.arrivals import Arrival
from clickgame.core.fairplay.batches import Batch
from clickgame.core.fairplay.marks import TRIES, FairPlay, Place, Seen
from clickgame.core.fairplay.signs import BY_KEY
from tests.core.fairplay.test_batches import times_of

EVEN = Batch(times_of([100] * 74))
NOW = Arrival(0.0, "one", 0.0)
ANN, BOB = ("ann", "classic"), ("bob", "classic")

seen = st.builds(Seen, st.lists(st.sampled_from([*BY_KEY])).map(tuple), st.binary(max_size=40), st.integers(0, 10**9))


def watch(fair: FairPlay, place: Place, *, batches: int = 3) -> list[Seen | None]:
    """Have even presses of *place* watched; give what each batch came to."""
    return [fair.hear(place, EVEN, NOW, presses=300 + number) for number in range(batches)]


def test_what_was_seen_is_given_once_it_is_enough_and_from_then_on() -> None:
    first, second, third, fourth = watch(FairPlay(), ANN, batches=4)
    assert (first, second) == (None, None)
    assert third is not None
    assert (third.signs, third.presses, max(third.bins)) == (("even", "steady"), 302, 222)
    assert fourth is not None
    assert fourth.presses == 303


def test_a_watch_that_is_over_begins_anew() -> None:
    fair = FairPlay()
    watch(fair, ANN)
    fair.end(ANN)
    fair.end(ANN)
    assert [bool(each) for each in watch(fair, ANN)] == [False, False, True]


@given(seen)
def test_what_was_seen_is_read_as_it_was_written(one: Seen) -> None:
    assert Seen.read(one.written) == one


@pytest.mark.parametrize("text", ["", "even", "even/xx/1", "even/00/many", "//", "a/b/c/d"])
def test_of_what_makes_no_sense_nothing_is_read(text: str) -> None:
    assert Seen.read(text) == Seen()


def test_a_sign_of_another_version_is_left_out() -> None:
    assert Seen.read("telepathic even//7") == Seen(("even",), b"", 7)


def test_tries_are_counted_until_they_are_given_anew() -> None:
    fair = FairPlay()
    for left in range(TRIES, 0, -1):
        assert fair.tries_left(ANN) == left
        fair.take_try(ANN)
    with pytest.raises(NoTriesLeft):
        fair.take_try(ANN)
    assert fair.tries_left(BOB) == TRIES
    fair.give_tries(ANN)
    fair.give_tries(BOB)
    assert fair.tries_left(ANN) == TRIES


def test_of_so_many_it_is_known_how_often_they_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who tried last is remembered longest."""
    monkeypatch.setattr(marks, "TRIED_MOST", 2)
    fair = FairPlay()
    for place in (ANN, BOB, ANN, ("eve", "classic")):
        fair.take_try(place)
    assert fair.tried == {ANN: 2, ("eve", "classic"): 1}


def test_forgetting_leaves_nothing_of_a_player() -> None:
    fair = FairPlay()
    for place in (ANN, BOB, ("ann", "sprint")):
        watch(fair, place)
        fair.take_try(place)
    fair.forget("ann")
    assert (list(fair.watches), list(fair.tried)) == ([BOB], [BOB])
