"""What a handle may look like, and which may be chosen.

Form: NFKC, 2 to 20 visible characters out of letters, digits, single spaces and ``. _ - '``. That leaves no room for
markup, control, zero-width or bidirectional characters. What is reserved (`reserved.py`) and what is rude (`words.py`)
is judged where a handle is chosen only: one that is on record stays.
"""

import random
import unicodedata
from collections.abc import Callable

from clickgame.contract.errors import HandleCharacters, HandleInvalid, HandleTaken, HandleTooLong, HandleTooShort
from clickgame.contract.naming import HandleMarks, HandleReserved, HandleRude
from clickgame.core.likeness import likenesses
from clickgame.core.reserved import is_reserved
from clickgame.core.words import is_rude

SHORTEST = 2
LONGEST = 20
MARKS_MOST = {"Mn": 2, "Mc": 1, "final": 1}
"""Marks of one letter: over or under it, beside it, and those of a sound that ends a syllable (Bengali has both)."""
TRIES = (0, 0, 0, 0, *[3] * 12, *[7] * 12, *[11] * 12)
"""How many digits each made-up handle has, one after the other, until one is free."""
RAW_LONGEST = 200  # NFKC can make 18 characters out of one: bound the work before it is done.

_PUNCTUATION = frozenset(" ._-'")
_KINDS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Mn", "Mc"})
# Letters and marks that show nothing (Unicode's Default_Ignorable_Code_Point among the kinds above).
_FINALS = ("ANUSVARA", "VISARGA")
_INVISIBLE = frozenset(
    map(
        chr,
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)),
    )
) | frozenset(map(chr, range(0xE0100, 0xE01F0)))

FIRST = """
Amber Bold Brave Brisk Bright Calm Clever Cosy Daring Dapper Eager Early Fleet Fond Gentle Glad Golden Happy Jolly
Keen Kind Lively Lucky Mellow Merry Mighty Nimble Noble Plucky Polite Proud Quick Quiet Rapid Rosy Shiny Silver Sly
Snug Sunny Swift Tidy Tiny Velvet Warm Wise Witty Zesty
""".split()  # noqa: SIM905  # words read best as words
LAST = """
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
    for character in handle:
        kind = unicodedata.category(character)
        if (kind not in _KINDS and character not in _PUNCTUATION) or character in _INVISIBLE:
            raise HandleCharacters
    _check_marks(handle)
    visible = sum(unicodedata.category(character) != "Mn" for character in handle)
    if visible > LONGEST:
        raise HandleTooLong
    if visible < SHORTEST:
        raise HandleTooShort
    if not any(unicodedata.category(character)[0] in "LN" for character in handle):
        raise HandleCharacters
    return handle


def choose(raw: object) -> str:
    """Give *raw*, which a player wants to be called, or to call something, in the form that it is kept in.

    Raises HandleInvalid or one of its children; its code says what is wrong.
    """
    handle = clean(raw)
    if not all(likenesses(handle)):  # nothing but what looks like dots, such as the Persian zero
        raise HandleCharacters
    if is_reserved(handle):
        raise HandleReserved
    if is_rude(handle):
        raise HandleRude
    return handle


def suggest(rng: random.Random, *, digits: int) -> str:
    """Make up a friendly handle with a number of up to *digits* digits (11 at most); the more, the more there are."""
    number = f" {rng.randrange(2, 10**digits)}" if digits else ""
    handle = f"{rng.choice(FIRST)} {rng.choice(LAST)}{number}"
    return handle if len(handle) <= LONGEST else f"{rng.choice(LAST)}{number}"


def suggest_free(rng: random.Random, *, is_taken: Callable[[str], bool]) -> str:
    """Make up a handle that is not taken, a plain one if there is one soon. Raises HandleTaken when there is none."""
    for digits in TRIES:
        handle = suggest(rng, digits=digits)
        if not is_taken(handle):
            return handle
    raise HandleTaken


def _check_marks(handle: str) -> None:
    """Raise HandleMarks unless each mark is on a letter that it goes with, and few others are.

    A mark of one alphabet on a letter of another shows nothing in many fonts.
    """
    letter, left = "", MARKS_MOST
    for character in "" if handle.isascii() else handle:
        kind = unicodedata.category(character)
        if kind not in MARKS_MOST:
            letter, left = "" if character in _PUNCTUATION else character, MARKS_MOST
            continue
        name = unicodedata.name(character, "")
        kind = "final" if kind == "Mc" and name.endswith(_FINALS) else kind
        if (
            not letter
            or not left[kind]
            or _alphabet(name) not in {"COMBINING", _alphabet(unicodedata.name(letter, ""))}
        ):
            raise HandleMarks
        left = {**left, kind: left[kind] - 1}


def _alphabet(name: str) -> str:
    return name.partition(" ")[0]
