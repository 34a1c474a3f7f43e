"""When two handles are too alike: they look the same to somebody who reads fast.

The skeleton of Unicode Technical Standard 39 (confusables) is where it starts, without regard to case. It says what
looks the same letter by letter across alphabets. What Latin letters look like beside each other, and how little a dot,
an accent or a space tells, the standard leaves out; `_LOOKS` says it. Whole handles are compared, never parts.
"""

import unicodedata
from functools import lru_cache

from confusable_homoglyphs.confusables import confusables_data  # pyright: ignore[reportMissingTypeStubs]  # untyped

_ACCENTS = dict.fromkeys(  # those that go on any letter; the marks of other alphabets are letters of a word
    code for block in ((0x0300, 0x0370), (0x1AB0, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100)) for code in range(*block)
)
_LOOKS: dict[int, int | None] = (
    _ACCENTS
    | dict.fromkeys(map(ord, " ._-'"))
    | str.maketrans(
        "01i582yʙʜʍᴛĸ", "ollsbzvbhmtk"
    )  # the last five are what the standard has for Cyrillic and Greek ones
)
_PAIRS = (("m", "rn"), ("w", "vv"), ("d", "cl"))


@lru_cache(maxsize=64)  # whoever joins or renames is looked at twice, and then noted
def likenesses(handle: str) -> frozenset[str]:
    """Give the keys of *handle*; two handles that share one are too alike.

    Up to two keys, because case hides likeness: ``Ian`` and ``lan`` look the same as they are written, ``KAI`` and
    ``kai`` are the same without regard to case.
    """
    if handle.isascii():  # all that the standard says of ASCII is among the looks
        return frozenset((_look(handle),))
    return frozenset((_look(_skeleton(handle.casefold())), _look(_skeleton(handle))))


def in_latin(text: str) -> str:
    """Give *text* without accents, and with the letters of other alphabets that look like Latin ones as these."""
    return text if text.isascii() else unicodedata.normalize("NFD", text).translate(_latin())


def _look(text: str) -> str:
    look = text.casefold().translate(_LOOKS)
    for one, two in _PAIRS:
        look = look.replace(one, two)
    return look


def _skeleton(text: str) -> str:
    return unicodedata.normalize("NFD", text).translate(_prototypes())


@lru_cache(maxsize=1)
def _latin() -> dict[int, str | None]:
    return {code: prototype for code, prototype in _prototypes().items() if code > ord("~")} | _ACCENTS


@lru_cache(maxsize=1)
def _prototypes() -> dict[int, str]:
    """Give the prototype of each confusable character, by its code point.

    The library lists the standard's pairs in both directions, so a prototype is whatever many characters name;
    in a pair of two the greater one serves.
    """
    data: dict[str, list[dict[str, str]]] = confusables_data
    prototypes: dict[int, str] = {}
    for character, listed in data.items():
        if len(character) != 1 or len(listed) != 1:
            continue
        other = listed[0]["c"]
        if len(data[other]) > 1 or (len(other), other) > (1, character):
            prototypes[ord(character)] = other
    return prototypes
