"""Cumulative counts: only what is new counts, whatever order it comes in, and nothing counts twice."""

import pytest

from clickgame.contract.errors import AgeInvalid, CountDecreased, CountInvalid, CountTooLarge, UnknownPage
from clickgame.core import ledger
from clickgame.core.rules import Rules
from clickgame.core.scores import Page, Score, ScoreKey


@pytest.mark.parametrize("count", [-1, 1.5, "3", None, True, [], float("nan")])
def test_what_is_no_count_is_refused(count: object) -> None:
    with pytest.raises(CountInvalid) as caught:
        ledger.checked(count)
    assert type(caught.value) is CountInvalid


def test_nobody_presses_a_billion_times() -> None:
    assert ledger.checked(ledger.LARGEST) == ledger.LARGEST
    with pytest.raises(CountTooLarge):
        ledger.checked(ledger.LARGEST + 1)


@pytest.mark.parametrize("age_s", [-1, -0.1, "3", None, True, [], float("nan"), float("inf"), 10**400])
def test_what_is_no_age_is_refused(age_s: object) -> None:
    with pytest.raises(AgeInvalid):
        ledger.checked_age(age_s)


@pytest.mark.parametrize("age_s", [0, 0.0, 12, 1.5, 1e9])
def test_an_age_is_seconds_from_0_up(age_s: float) -> None:
    assert ledger.checked_age(age_s) == age_s


@pytest.mark.parametrize("page", ["", "x" * 41, "ü", "a\nb", 7, None, ["a"]])
def test_an_impossible_page_id_is_refused(page: object) -> None:
    with pytest.raises(UnknownPage):
        ledger.checked_page(page)


def test_a_page_id_is_short_and_plain() -> None:
    assert ledger.checked_page("x" * 40) == "x" * 40


def score_of(pages: dict[str, Page] | None = None, *, forgot_at: float = 0.0) -> Score:
    """Give a score with *pages* in its ledger."""
    return Score(ScoreKey("ann"), pages=pages or {}, forgot_at=forgot_at)


def take_in(score: Score, rules: Rules | None = None, *, presses: int = 5, acked: int = 0, age_s: float = 10.0) -> Page:
    """Take in the page load "a" at 100 s."""
    return ledger.take_in(score, "a", presses=presses, acked=acked, age_s=age_s, now=100.0, rules=rules or Rules())


def test_a_new_page_load_counts_from_nothing() -> None:
    score = score_of()
    assert take_in(score) == Page(0, 100.0)
    assert score.pages.keys() == {"a"}


def test_what_a_page_load_was_answered_is_settled() -> None:
    """It was answered by a server that has lost it, or as another player: either way those presses are not new."""
    assert take_in(score_of(), presses=9, acked=7).count == 7


def test_a_page_load_cannot_have_been_answered_more_than_it_pressed() -> None:
    score = score_of()
    with pytest.raises(CountDecreased):
        take_in(score, presses=3, acked=4)
    assert not score.pages


def test_a_page_load_that_may_have_been_forgotten_counts_on_from_what_it_says() -> None:
    """It was loaded at 90 s, and an entry that was last heard then or later has left."""
    assert take_in(score_of(forgot_at=90.0)).count == 5
    assert take_in(score_of(forgot_at=95.0)).count == 5


def test_a_page_load_younger_than_all_that_were_forgotten_counts_from_nothing() -> None:
    assert take_in(score_of(forgot_at=89.9)).count == 0


def test_the_ledger_is_bounded_in_size_and_remembers_when_it_forgot() -> None:
    score = score_of({str(number): Page(number, 50.0 + number) for number in range(4)}, forgot_at=7.0)
    take_in(score, Rules(pages_kept=3))
    assert score.pages.keys() == {"2", "3", "a"}
    assert score.forgot_at == 51.0


def test_the_ledger_is_bounded_in_age_and_remembers_when_it_forgot() -> None:
    score = score_of({"young": Page(1, 41.0), "old": Page(1, 10.0), "older": Page(1, 9.0)})
    take_in(score, Rules(page_age_s=60.0))
    assert score.pages.keys() == {"young", "a"}
    assert score.forgot_at == 10.0


def test_what_is_settled_is_credited_to_nobody() -> None:
    score = Score(ScoreKey("ann"), total=5, pages={"one": Page(5, 10.0)})

    def settle(page: object, presses: object, *, is_resume: bool = False) -> bool:
        return ledger.settle(score, page, presses, is_resume=is_resume, now=20.0, rules=Rules())

    assert settle("one", 9)
    assert score.pages == {"one": Page(9, 20.0)}
    for page, presses in (("one", 9), ("one", 3), ("two", 12), (None, 12), ("one", "12"), ("one", ledger.LARGEST + 1)):
        assert not settle(page, presses)
    assert not settle("", 9, is_resume=True)
    assert not settle("one", 9, is_resume=True)
    assert settle("two", 7, is_resume=True), "a page load that was not known is done with what it brings"
    assert score.pages["two"] == Page(7, 20.0, heard_at=20.0, total_then=5)
    assert score.total == 5
