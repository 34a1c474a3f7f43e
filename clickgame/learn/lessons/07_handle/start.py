"""What players are called."""

import unicodedata

LOOKS = str.maketrans("аеорсухі", "aeopcyxi")  # Cyrillic to Latin


class HandleInvalid(Exception):
    """Nobody can be called this."""


class HandleTaken(Exception):
    """Somebody is called this, or nearly this."""


def clean(raw):
    """Give *raw* in the form that is kept. Raises HandleInvalid."""
    return raw.strip()


class Handles:
    """All names that are taken."""

    def __init__(self):
        self.taken = set()

    def take(self, raw):
        """Give *raw* as it is kept from now on. Raises HandleInvalid and HandleTaken."""
        return clean(raw)
