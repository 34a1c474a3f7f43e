"""The ledger of page loads: which presses of a cumulative count are new.

Each page load counts its presses from 0 up and sends the count, again and again. The newest count says it all, so lost,
repeated and late messages do no harm: only what lies beyond the last known count is new.
"""

from clickgame.contract.errors import CountDecreased, CountInvalid, CountTooLarge, UnknownPage
from clickgame.core.players import Page
from clickgame.core.rules import Rules

LARGEST = 1_000_000_000  # at the throttle's rate, most of a year without a pause
PAGE_ID_LONGEST = 40


def checked(count: object) -> int:
    """Give *count* if it can be a count of presses, else raise CountInvalid or CountTooLarge."""
    if type(count) is not int or count < 0:
        raise CountInvalid
    if count > LARGEST:
        raise CountTooLarge
    return count


def introduce(
    pages: dict[str, Page], page: object, *, presses: int, acked: int, now: float, heard_at: float, rules: Rules
) -> tuple[str, Page]:
    """Find *page* in the ledger, or take it in.

    A page that the ledger does not have, or no longer has, starts from the count that it was last answered (*acked*)
    and was last heard at *heard_at*; the oldest entries leave when there are too many or they are too old.
    Raises UnknownPage for an impossible id, CountDecreased when *presses* is below what is known.
    """
    if type(page) is not str or not 0 < len(page) <= PAGE_ID_LONGEST or not page.isascii() or not page.isprintable():
        raise UnknownPage
    entry = pages.get(page)
    if entry is None:
        if acked > presses:
            raise CountDecreased
        entry = Page(acked, heard_at)
        _make_room(pages, now=now, rules=rules)
        pages[page] = entry
    return page, entry


def fresh(entry: Page, presses: int) -> int:
    """Tell how many of *presses* lie beyond what *entry* knows, or raise CountDecreased."""
    if presses < entry.count:
        raise CountDecreased
    return presses - entry.count


def _make_room(pages: dict[str, Page], *, now: float, rules: Rules) -> None:
    for page in [page for page, entry in pages.items() if entry.at < now - rules.page_age_s]:
        del pages[page]
    while len(pages) >= rules.pages_kept:
        del pages[min(pages, key=lambda page: pages[page].at)]
