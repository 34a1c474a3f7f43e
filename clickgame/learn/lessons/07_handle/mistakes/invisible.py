"""Never looks at the characters.

Hint: invisible
"""

import unicodedata

LOOKS = str.maketrans("аеорсухі", "aeopcyxi")  # Cyrillic to Latin


class HandleInvalid(Exception):
    """Nobody can be called this."""


class HandleTaken(Exception):
    """Somebody is called this, or nearly this."""


def clean(raw):
    """Give *raw* in the form that is kept. Raises HandleInvalid."""
    if not isinstance(raw, str):
        raise HandleInvalid
    handle = unicodedata.normalize("NFKC", raw)
    handle = " ".join(handle.split())
    if not 2 <= len(handle) <= 20:
        raise HandleInvalid
    return handle


class Handles:
    """All names that are taken."""

    def __init__(self):
        self.taken = set()

    def take(self, raw):
        """Give *raw* as it is kept from now on. Raises HandleInvalid and HandleTaken."""
        handle = clean(raw)
        look = handle.casefold().translate(LOOKS)
        if look in self.taken:
            raise HandleTaken
        self.taken.add(look)
        return handle
