"""The ledger of page loads: which presses of a cumulative count are new.

Each page load counts its presses from 0 up and sends the count, again and again. The newest count says it all, so lost,
repeated and late messages do no harm: only what lies beyond the last known count is new. The ledger is bounded: the
entries heard longest ago leave, and a mark stays (`Score.forgot_at`), so that no press is ever credited twice.
"""

from clickgame.contract.errors import AgeInvalid, CountDecreased, CountInvalid, CountTooLarge, GameError, UnknownPage
from clickgame.core.rules import Rules
from clickgame.core.scores import Page, Score

LARGEST = 1_000_000_000  # at the throttle's rate, most of a year without a pause
OLDEST_S = 1e10  # three centuries
PAGE_ID_LONGEST = 40


def checked(count: object) -> int:
    """Give *count* if it can be a count of presses, else raise CountInvalid or CountTooLarge."""
    if type(count) is not int or count < 0:
        raise CountInvalid
    if count > LARGEST:
        raise CountTooLarge
    return count


def checked_age(age_s: object) -> float:
    """Give *age_s* if it can be the age of a page load in seconds, else raise AgeInvalid."""
    if (type(age_s) is not float and type(age_s) is not int) or not 0 <= age_s <= OLDEST_S:
        raise AgeInvalid
    return age_s


def checked_page(page: object) -> str:
    """Give *page* if it can be the id of a page load, else raise UnknownPage."""
    if type(page) is not str or not 0 < len(page) <= PAGE_ID_LONGEST or not page.isascii() or not page.isprintable():
        raise UnknownPage
    return page


def take_in(score: Score, page: str, *, presses: int, acked: int, age_s: float, now: float, rules: Rules) -> Page:
    """Take *page*, which *score* does not know, into its ledger; what its count is beyond the entry's is new.

    A page load that may have been here before, being as old as one that left, counts on from *presses*; a younger one
    counts from *acked*, which is 0 unless it was answered before: what was answered is settled.
    Raises CountDecreased for a page load that says it was answered more than it has pressed.
    """
    if acked > presses:
        raise CountDecreased
    known = acked if now - age_s > score.forgot_at else presses
    _make_room(score, now=now, rules=rules)
    entry = score.pages[page] = Page(known, now)
    return entry


def settle(score: Score, page: object, presses: object, *, is_resume: bool, now: float, rules: Rules) -> bool:
    """Let a page load be done with so many *presses*, none of which is credited; tell whether that is news.

    With *is_resume* it may be one that *score* does not know. Whatever is no count changes nothing.
    """
    try:
        name, count = checked_page(page), checked(presses)
    except GameError:
        return False
    entry = score.pages.get(name)
    if entry is None and is_resume:
        entry = take_in(score, name, presses=count, acked=count, age_s=0.0, now=now, rules=rules)
        entry.heard_at, entry.total_then = now, score.total
        return True
    if entry is None or entry.count >= count:
        return False
    entry.count, entry.at = count, now
    return True


def _make_room(score: Score, *, now: float, rules: Rules) -> None:
    pages = score.pages
    leaving = [page for page, entry in pages.items() if entry.at < now - rules.page_age_s]
    if len(pages) - len(leaving) >= rules.pages_kept:
        by_age = sorted(pages, key=lambda page: pages[page].at)
        leaving = by_age[: len(pages) - rules.pages_kept + 1]
    for page in leaving:
        score.forgot_at = max(score.forgot_at, pages.pop(page).at)
