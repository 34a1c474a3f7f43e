"""Takes each count for new presses.

Hint: adds
"""


class CountInvalid(Exception):
    """This is no count of presses."""


class Ledger:
    """What has been heard of each page."""

    def __init__(self):
        self.counts = {}

    def hear(self, page, count):
        """Tell how many presses are new when *page* says that it has made *count* in all. Raises CountInvalid."""
        if type(count) is not int or count < 0:
            raise CountInvalid
        return count
