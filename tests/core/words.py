"""Rude words to refuse, out of the libraries' own lists: none is written down here."""

from functools import lru_cache
from pathlib import Path

import badwords
from glin_profanity.data.dictionary import dictionary
from glin_profanity.types.types import Language

LISTS = Path(badwords.__file__).parent / "resource" / "words"
SHORTEST, LONGEST = 4, 20


@lru_cache
def rude_words(language: str) -> tuple[str, ...]:
    """List the words of *language* ("en") that have the form of a handle of one word."""
    lines = (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for word in lines if word.isalpha() and SHORTEST <= len(word) <= LONGEST)


@lru_cache
def more_rude_words(language: Language) -> tuple[str, ...]:
    """List the words and phrases of *language* ("arabic") that are as long as a handle may be."""
    return tuple(word for word in dictionary.get_words(language) if 1 < len(word) <= LONGEST)
