"""What the facts can do for themselves."""

from clickgame.contract.facts import Outcome


def outcome(*, acked: int, credited: int, hold_began: bool = False, is_news: bool = True) -> Outcome:
    """Give an outcome of one page load, with a score as large as its count."""
    return Outcome(
        "ann", "one", acked, credited, acked, acked, 0, 0, 300.0, 0.0, hold_began, 10.0 + acked, "classic", is_news
    )


def test_two_outcomes_of_one_page_load_become_the_later_with_what_both_did() -> None:
    """A hold that only the first began is told, and so are the presses of both."""
    merged = outcome(acked=60, credited=50, hold_began=True).followed_by(outcome(acked=61, credited=1, is_news=False))
    assert merged == outcome(acked=61, credited=51, hold_began=True)


def test_two_outcomes_without_news_are_none() -> None:
    known = outcome(acked=5, credited=0, is_news=False)
    assert known.followed_by(known) == known
