"""Asks with isinstance, which takes True for a number.

Hint: true-is-one
"""


class CountInvalid(Exception):
    """This is no count of presses."""


class Ledger:
    """What has been heard of each page."""

    def __init__(self):
        self.counts = {}

    def hear(self, page, count):
        """Tell how many presses are new when *page* says that it has made *count* in all. Raises CountInvalid."""
        if not isinstance(count, int) or count < 0:
            raise CountInvalid
        known = self.counts.get(page, 0)
        self.counts[page] = max(known, count)
        return max(0, count - known)
