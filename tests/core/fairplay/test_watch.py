"""The watch over one player: bounded, patient, and deaf to what is too little to judge."""

import random
import sys

from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.fairplay import TIMES_AT_ONCE as SIZE
from clickgame.core.fairplay.arrivals import Arrival
from clickgame.core.fairplay.batches import JUDGED_LEAST, Batch
from clickgame.core.fairplay.signs import AWRY, BY_KEY, REPEATED, SIGNS
from clickgame.core.fairplay.watch import BINS, MEMORY, Watch
from tests.core.fairplay.test_batches import times_of

EVEN = [100] * (SIZE - 1)
NOW = Arrival(0.0, "one", 0.0)
rng = random.Random(5)
PERSON = [round(rng.lognormvariate(4.7, 0.13)) for _ in range(3_000)]

batches = st.lists(st.lists(st.integers(0, 400), min_size=1, max_size=127), max_size=25)


def watch_of(*batches: list[int], is_trusted: bool = True) -> Watch:
    """Give a watch that has heard *batches* of gaps."""
    watch = Watch()
    for gaps in batches:
        sign = 1 if is_trusted else -1
        watch.hear(Batch([sign * time for time in times_of(gaps)]), NOW)
    return watch


def in_batches(gaps: list[int]) -> list[list[int]]:
    """Cut *gaps* into batches, as a page does: what lies between two of them is told nowhere."""
    return [gaps[at : at + SIZE - 1] for at in range(0, len(gaps) - SIZE, SIZE)]


def test_a_sign_is_noticed_when_enough_batches_have_shown_it() -> None:
    enough = BY_KEY["even"].enough
    assert watch_of(*[EVEN] * (enough - 1)).signs == ()
    assert watch_of(*[EVEN] * enough).signs == ("even", "steady")


def test_as_many_that_do_not_show_it_make_good_for_it() -> None:
    assert watch_of(EVEN, EVEN, *in_batches(PERSON)[:2], EVEN).signs == ()
    assert watch_of(*[EVEN] * 20, *in_batches(PERSON)[:1]).signs == ()


def test_who_has_made_a_pause_of_a_thousand_even_presses_is_not_remembered_for_longer_than_those() -> None:
    """However long somebody has shown a sign, it counts as enough and no more."""
    assert watch_of(*[EVEN] * 200, *in_batches(PERSON)[:3]).signs == ()


def test_a_person_is_not_noticed() -> None:
    assert watch_of(*in_batches(PERSON)).signs == ()


def test_a_recording_is_known_when_it_comes_again_and_again() -> None:
    recording = PERSON[:150]
    assert watch_of(*in_batches(recording * 6)).signs == ("repeated",)
    assert watch_of(*in_batches(PERSON[:45] * 10)).signs == ("repeated",)


def test_what_is_remembered_gives_way_to_something_newer() -> None:
    """A recording that somebody begins only later is known as well."""
    assert watch_of(*in_batches(PERSON[:1_200] + PERSON[1_200:1_300] * 20)).signs == ("repeated",)


def test_times_that_never_were_are_noticed_however_few_are_told_at_once() -> None:
    watch = Watch()
    for number in range(BY_KEY["awry"].enough + 1):
        assert watch.signs == ()
        times = times_of(PERSON[number * 10 : number * 10 + 10], start=number * 20_000)
        watch.hear(Batch(times), Arrival(number * 4.0, "one", 1e9))
    assert watch.signs == ("awry",)


def test_scripts_are_noticed_soon() -> None:
    assert watch_of(*in_batches(PERSON)[: BY_KEY["scripted"].enough], is_trusted=False).signs == ("scripted",)


def test_too_few_presses_are_not_judged() -> None:
    assert watch_of(*[[100] * (JUDGED_LEAST - 2)] * 50).signs == ()


def test_the_table_has_the_signs_that_need_a_memory() -> None:
    assert (SIGNS[REPEATED].key, SIGNS[AWRY].key) == ("repeated", "awry")


@given(batches)
def test_whatever_is_told_a_watch_stays_small_and_its_bins_are_counts(told: list[list[int]]) -> None:
    watch = watch_of(*told)
    parts = (watch, watch.bins, watch._shown, watch._memory, watch._arrivals)
    assert sum(map(sys.getsizeof, parts)) < 480
    assert len(watch.bins) == BINS
    assert len(watch._memory) in (0, MEMORY)
    gaps = sum(map(len, told))
    assert bool(gaps) == any(watch.bins)
    assert sum(watch.bins) <= gaps


@given(st.permutations(range(8)), st.integers(0, 7))
def test_evenness_does_not_ask_in_which_order_batches_come(order: list[int], even: int) -> None:
    """But for the memory, what counts is how many more show a sign than do not, to the end."""
    kinds = [EVEN if each < even else PERSON[each * 74 : each * 74 + 74] for each in order]
    straight = watch_of(*sorted(kinds, key=lambda gaps: gaps is EVEN))
    assert ("even" in straight.signs) >= (even >= BY_KEY["even"].enough)
    if even < BY_KEY["even"].enough:
        assert "even" not in watch_of(*kinds).signs


def test_a_full_bin_halves_them_all() -> None:
    watch = watch_of(*[EVEN] * 5)
    assert max(watch.bins) == watch.bins[10] > 100
    assert watch_of(*[EVEN] * 500).bins[10] >= 127
