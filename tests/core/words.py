"""Rude words to refuse, out of the library's own lists: none is written down here."""

from functools import lru_cache
from pathlib import Path

import badwords

LISTS = Path(badwords.__file__).parent / "resource" / "words"
SHORTEST, LONGEST = 4, 20


@lru_cache
def rude_words(language: str) -> tuple[str, ...]:
    """List the words of *language* ("en") that have the form of a handle of one word."""
    lines = (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for word in lines if word.isalpha() and SHORTEST <= len(word) <= LONGEST)
