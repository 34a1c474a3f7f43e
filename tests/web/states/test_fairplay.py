"""The card of a mark: what is drawn is what was counted, and words say the same."""

from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.fairplay import MarkRead
from clickgame.core.fairplay.watch import BIN_MS, BINS
from clickgame.web.states.fairplay import FOLLOWED, HEIGHT, PEOPLE, card_of, lifted, outline_of, said_of

MARK = MarkRead(1, "ann", "Ann", "classic", "Classic", 5.0, ("even",), ("Even",), (0, 4, 8), BIN_MS, 300, 5)


def test_people_s_gaps_are_counted_in_the_same_bins() -> None:
    assert (len(PEOPLE), max(PEOPLE)) == (BINS, HEIGHT)


def test_a_card_tells_the_mark() -> None:
    card = card_of(MARK, beats=(0, 500), verdict="Again.")
    assert (card.arena, card.title, card.reasons, card.tries) == ("classic", "Classic", ("Even",), 5)
    assert (card.beats, card.verdict, card.is_lifted) == ((0, 500), "Again.", False)
    after = lifted(card)
    assert (after.beats, after.verdict, after.is_lifted) == ((), FOLLOWED, True)


def test_columns_are_as_high_as_their_counts() -> None:
    assert outline_of((0, 4, 8)) == "M0 100V100.0h100V50.0h100V0.0h100V100Z"
    assert outline_of(()) == "M0 100V100Z"


@given(st.lists(st.integers(0, 255), min_size=1, max_size=BINS))
def test_the_words_name_the_commonest_gap(bins: list[int]) -> None:
    said = said_of(bins, bin_ms=BIN_MS)
    if not any(bins):
        assert said == "No gaps were told."
    else:
        assert f" {bins.index(max(bins)) * BIN_MS} " in said
