"""Which presses of a page are new."""


class CountInvalid(Exception):
    """This is no count of presses."""


class Ledger:
    """What has been heard of each page."""

    def __init__(self):
        self.counts = {}

    def hear(self, page, count):
        """Tell how many presses are new when *page* says that it has made *count* in all. Raises CountInvalid."""
        return count
