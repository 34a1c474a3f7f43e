"""Cumulative counts: only what is new counts, whatever order it comes in."""

import pytest

from clickgame.contract.errors import CountDecreased, CountInvalid, CountTooLarge, UnknownPage
from clickgame.core import ledger
from clickgame.core.players import Page
from clickgame.core.rules import Rules


@pytest.mark.parametrize("count", [-1, 1.5, "3", None, True, [], float("nan")])
def test_what_is_no_count_is_refused(count: object) -> None:
    with pytest.raises(CountInvalid) as caught:
        ledger.checked(count)
    assert type(caught.value) is CountInvalid


def test_nobody_presses_a_billion_times() -> None:
    assert ledger.checked(ledger.LARGEST) == ledger.LARGEST
    with pytest.raises(CountTooLarge):
        ledger.checked(ledger.LARGEST + 1)


def introduce(
    pages: dict[str, Page], page: object, *, rules: Rules | None = None, now: float = 100.0, **counts: int
) -> Page:
    """Introduce *page* as heard first at 90 s."""
    presses, acked = counts.get("presses", 5), counts.get("acked", 0)
    return ledger.introduce(pages, page, presses=presses, acked=acked, now=now, heard_at=90.0, rules=rules or Rules())[
        1
    ]


def test_a_new_page_load_starts_from_nothing() -> None:
    pages: dict[str, Page] = {}
    assert introduce(pages, "a") == Page(0, 90.0)
    assert pages.keys() == {"a"}


def test_a_forgotten_page_load_starts_from_what_it_was_answered() -> None:
    assert introduce({}, "a", presses=9, acked=7) == Page(7, 90.0)


def test_a_page_load_cannot_have_been_answered_more_than_it_pressed() -> None:
    pages: dict[str, Page] = {}
    with pytest.raises(CountDecreased):
        introduce(pages, "a", presses=3, acked=4)
    assert not pages


def test_a_known_page_load_is_found_whatever_it_claims() -> None:
    pages = {"a": Page(5, 95.0)}
    assert introduce(pages, "a", presses=9, acked=0) == Page(5, 95.0)


@pytest.mark.parametrize("page", ["", "x" * 41, "ü", "a\nb", 7, None, ["a"]])
def test_an_impossible_page_id_is_refused(page: object) -> None:
    with pytest.raises(UnknownPage):
        introduce({}, page)


def test_the_ledger_is_bounded_in_size() -> None:
    pages = {str(number): Page(number, 50.0 + number) for number in range(3)}
    introduce(pages, "new", rules=Rules(pages_kept=3))
    assert pages.keys() == {"1", "2", "new"}


def test_the_ledger_is_bounded_in_age() -> None:
    pages = {"old": Page(1, 10.0), "young": Page(1, 41.0)}
    introduce(pages, "new", rules=Rules(page_age_s=60.0))
    assert pages.keys() == {"young", "new"}


def test_only_what_lies_beyond_the_known_count_is_fresh() -> None:
    assert ledger.fresh(Page(5, 0.0), 5) == 0
    assert ledger.fresh(Page(5, 0.0), 8) == 3
    with pytest.raises(CountDecreased):
        ledger.fresh(Page(5, 0.0), 4)
