"""When two handles are too alike: they look the same to somebody who reads fast.

The skeleton of Unicode Technical Standard 39 (confusables) is where it starts, without regard to case. It says what
looks the same letter by letter across alphabets. What Latin letters look like beside each other, and how little a dot,
an accent or a space tells, the standard leaves out: `_fold` says it, for letters as they are written, as ``cl`` looks
like ``d`` and ``Cl`` does not. Words that many know are taken for what they are, and Clive is not too like a dive.
Whole handles are compared, never parts.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from confusable_homoglyphs.confusables import confusables_data  # pyright: ignore[reportMissingTypeStubs]  # untyped

_ACCENTS = dict.fromkeys(  # those that go on any letter; the marks of other alphabets are letters of a word
    code for block in ((0x0300, 0x0370), (0x1AB0, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100)) for code in range(*block)
)
_LOOKS: dict[int, int | None] = (
    _ACCENTS
    | dict.fromkeys(map(ord, " ._-'"))
    | str.maketrans("0582ʙʜʍᴛĸ", "osbzbhmtk")  # the last five are what the standard has for Cyrillic and Greek ones
)
_AS_READ = _LOOKS | str.maketrans("1", "i")
_AS_SEEN: dict[int, int | None] = _ACCENTS | str.maketrans("0582I1", "osbzll")
_WORD = re.compile("[A-Z]?[a-z]+")
_KNOWN = {
    "i": """
    aida aila aim ali alia alicia alida alien amancio angie asian avila bail bali bianca bianka bias
    cianciolo ciani cimoch dalia dani delia din eila elia eliana fail failing fails falling files flies
    gail hail hali heli iida ilija ilka ilse jari kari karin kiara laila leila lelia licia lil lila lilia lilja
    lilla lise maciej mail maite mali miia miika mila milka mireia mirela neil nihal olie pai pali pia piano
    pili pill pius ravi rosi sail saving sheila shelia sibilia sibilla stelian tail taila tali veli wait wali
    walia
    """,
    "y": """
    aye aylla boyer day days dey diya eye haya hayel hayes iyer jaya kaya maya mayen moyer niya olay ray raya
    rey royer saiyan saying toya vayu vyas yale yan yana yang yann yara yell yen yes yet yola zoya
    """,
    "rn": """
    arno barn barney bern bernie born burn burns corn corner erna fern horn horne kern sarna serna stern torn
    warn
    """,
    "cl": """
    clair claire clan clancy clara clare clark clas clash class claude clay clean clear clelia click client
    cliff cline clint clio clip clive clock cloe clone close closes cloud clover clown club clue clutch
    """,
}
"""Names and everyday words that would be taken for another of them, by the letters that look like something else."""
_FOLDS = tuple(
    (one, other, frozenset(_KNOWN.get(one, "").split()))
    for one, other in (("i", "l"), ("vv", "w"), ("VV", "w"), ("y", "v"), ("rn", "m"), ("cl", "d"))
)


_FAMILY = (
    str.maketrans("lLI1dDmMoO0sS5bB8zZ2", "iiiiiinnooosssbbbzzz")
    | {ord(letter): ord(letter.lower()) for letter in "AEFGHJKNPQTUX"}
    | dict.fromkeys(map(ord, "vVwWyYrRcC ._-'"))
)
"""What all keys of a handle have alike: where a fold takes some for others, as ``rn`` for ``m``, both are the same."""


def families(handle: str) -> frozenset[str]:
    """Give what sorts *handle* roughly, and quickly: two that are too alike are of one family at least."""
    if handle.isascii():
        return frozenset((handle.translate(_FAMILY),))
    return frozenset(key.translate(_FAMILY) for key in likenesses(handle))


def family_of_each(handles: Sequence[str]) -> list[str]:
    """Give the one family of each of *handles*, which are ASCII without line ends, in a tenth of the time."""
    return "\n".join(handles).translate(_FAMILY).split("\n") if handles else []


@lru_cache(maxsize=64)  # whoever joins or renames is looked at twice, and then noted
def likenesses(handle: str) -> frozenset[str]:
    """Give the keys of *handle*; two handles that share one are too alike.

    There are several, because case hides likeness: ``Ian`` and ``lan`` look the same as they are written, ``KAI`` and
    ``kai`` are the same without regard to case.
    """
    if handle.isascii():  # all that the standard says of ASCII is among the looks
        return frozenset((_read(handle), _seen(handle)))
    skeleton = _skeleton(handle)
    return frozenset((_read(_skeleton(handle.casefold())), _read(skeleton), _seen(skeleton)))


def in_latin(text: str) -> str:
    """Give *text* without accents, and with the letters of other alphabets that look like Latin ones as these."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _skeleton(text).translate(_ACCENTS))


def _read(text: str) -> str:
    """Give what somebody reads who knows all letters apart."""
    return text.casefold().translate(_AS_READ)


def _seen(text: str) -> str:
    """Give what somebody reads who does not."""
    return _WORD.sub(_fold, text.translate(_AS_SEEN)).casefold().translate(_LOOKS)


def _fold(word: re.Match[str]) -> str:
    folded, plain = word[0], word[0].casefold()
    for one, other, known in _FOLDS:
        if plain not in known:
            folded = folded.replace(one, other)
    return folded


def _skeleton(text: str) -> str:
    return unicodedata.normalize("NFD", text).translate(_prototypes())


@lru_cache(maxsize=1)
def _prototypes() -> dict[int, str]:
    """Give the prototype of each confusable character that is not ASCII, by its code point.

    The library lists the standard's pairs in both directions, so a prototype is whatever many characters name;
    in a pair of two the greater one serves.
    """
    data: dict[str, list[dict[str, str]]] = confusables_data
    prototypes: dict[int, str] = {}
    for character, listed in data.items():
        if character.isascii() or len(character) != 1 or len(listed) != 1:
            continue
        other = listed[0]["c"]
        if len(data[other]) > 1 or (len(other), other) > (1, character):
            prototypes[ord(character)] = other
    return prototypes
