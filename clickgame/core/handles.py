"""What a handle may look like, and when two handles are too alike.

Form: NFKC, 2 to 20 visible characters out of letters, digits, single spaces and ``. _ - '``. That leaves no room for
markup, control, zero-width or bidirectional characters. Likeness: the skeleton of Unicode Technical Standard 39
(confusables), without regard to case.
"""

import random
import unicodedata
from functools import lru_cache

from confusable_homoglyphs.confusables import confusables_data  # pyright: ignore[reportMissingTypeStubs]  # untyped

from clickgame.contract.errors import HandleCharacters, HandleInvalid, HandleTooLong, HandleTooShort

SHORTEST = 2
LONGEST = 20
MARKS_IN_A_ROW = 2
RAW_LONGEST = 200  # NFKC can make 18 characters out of one: bound the work before it is done.

_PUNCTUATION = frozenset(" ._-'")
_KINDS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Mn", "Mc"})
# Letters and marks that show nothing (Unicode's Default_Ignorable_Code_Point among the kinds above).
_INVISIBLE = frozenset(
    map(
        chr,
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)),
    )
) | frozenset(map(chr, range(0xE0100, 0xE01F0)))

_FIRST = """
Amber Bold Brave Brisk Bright Calm Clever Cosy Daring Dapper Eager Early Fleet Fond Gentle Glad Golden Happy Jolly
Keen Kind Lively Lucky Mellow Merry Mighty Nimble Noble Plucky Polite Proud Quick Quiet Rapid Rosy Shiny Silver Sly
Snug Sunny Swift Tidy Tiny Velvet Warm Wise Witty Zesty
""".split()  # noqa: SIM905  # words read best as words
_LAST = """
Badger Beaver Bison Bunny Crane Cricket Dingo Dove Falcon Ferret Finch Fox Gecko Gull Hare Hedgehog Heron Ibis Jay
Kestrel Koala Lark Lemur Lynx Magpie Marten Mole Moose Newt Otter Owl Panda Puffin Quail Rabbit Raven Robin Seal Shrew
Sparrow Stoat Swan Tapir Toad Vole Walrus Weasel Wren
""".split()  # noqa: SIM905  # words read best as words


def clean(raw: object) -> str:
    """Give *raw* in the form that a handle is kept in.

    Raises HandleInvalid or one of its children; its code says what is wrong.
    """
    if not isinstance(raw, str):
        raise HandleInvalid
    if len(raw) > RAW_LONGEST:
        raise HandleTooLong
    handle = " ".join(part for part in unicodedata.normalize("NFKC", raw).split(" ") if part)
    marks = 0
    for character in handle:
        kind = unicodedata.category(character)
        if (kind not in _KINDS and character not in _PUNCTUATION) or character in _INVISIBLE:
            raise HandleCharacters
        marks = marks + 1 if kind == "Mn" else 0
        if marks > MARKS_IN_A_ROW:
            raise HandleCharacters
    visible = sum(unicodedata.category(character) != "Mn" for character in handle)
    if visible > LONGEST:
        raise HandleTooLong
    if visible < SHORTEST:
        raise HandleTooShort
    if not any(unicodedata.category(character)[0] in "LN" for character in handle):
        raise HandleCharacters
    return handle


@lru_cache(maxsize=64)  # whoever joins or renames is looked at twice, and then noted
def likenesses(handle: str) -> frozenset[str]:
    """Give the keys of *handle*; two handles that share one are too alike.

    Two keys, because case hides likeness: ``Ian`` and ``lan`` look the same as they are written, ``KAI`` and ``kai``
    are the same without regard to case.
    """
    return frozenset((_skeleton(handle.casefold()).casefold(), _skeleton(handle).casefold()))


def suggest(rng: random.Random, *, digits: int) -> str:
    """Make up a friendly handle with a number of up to *digits* digits (11 at most); the more, the more there are."""
    number = f" {rng.randrange(2, 10**digits)}" if digits else ""
    handle = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}{number}"
    return handle if len(handle) <= LONGEST else f"{rng.choice(_LAST)}{number}"


def _skeleton(text: str) -> str:
    return unicodedata.normalize("NFD", text).translate(_prototypes())


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
