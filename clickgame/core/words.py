"""Which words nobody may be called: whole words of kept lists of 29 languages, but for the innocent among them.

Most lists, and the eye for look-alikes, doubled letters and digits for letters, are one library's; the lists of Arabic,
Persian, Hindi (in Latin letters) and Chinese are another's. Chinese puts no spaces between words, so that there a rude
one is found wherever it stands. What is innocent somewhere is in `innocent.py`.
"""

import re
from functools import lru_cache

from badwords import Options, ProfanityFilter
from glin_profanity.data.dictionary import dictionary  # pyright: ignore[reportMissingTypeStubs]  # typed, but for the mark

from clickgame.core import innocent
from clickgame.core.likeness import in_latin

PIECE_LONGEST = 2  # pieces no longer than this may be one word, spelled with gaps

_OPTIONS = Options(split_on_punctuation=True, collapse_repeats=True, leetspeak=True)
_MORE = ("arabic", "persian", "hindi")
_HAN = re.compile("[\u3400-\u9fff]")
_GAPS = re.compile(r"[ ._'-]+")
_SPELLED = re.compile(r"(?<![^ ._'-][^ ._'-])(?<=[^ ._'-])[ ._'-]+(?=[^ ._'-](?:[ ._'-]|$))")
_EDGES = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|[._'-]+|\b[xX]{2,}|[xX]{2,}\b")
"""Where one word ends and another begins without a space: ``OtterFan``, ``Otter7``, ``xXOtterXx``."""

_ARABIC = str.maketrans("أإآةيی", "اااهىى", "ـ") | dict.fromkeys(range(0x064B, 0x0653))
"""Letters that are written for each other, and marks and strokes that may be left out."""

_TRADITIONAL = str.maketrans(
    "媽雞幹賤騷蕩陰婦亂貨爛龜頭強輪賣軍鴨馬個機雙戶莖陽級藥濕褲縫賊賽師駛癟雜種穢處經懶癡養兒姦門飛藝萨歲異眾",
    "妈鸡干贱骚荡阴妇乱货烂龟头强轮卖军鸭马个机双户茎阳级药湿裤缝贼赛师驶瘪杂种秽处经懒痴养儿奸门飞艺萨岁异众",
)


def load() -> None:
    """Unpack the lists, which takes a tenth of a second, so that the first who asks does not wait for it."""
    _filter()
    _unspaced()


def is_rude(text: str) -> bool:
    """Tell whether one of the words of *text* is one that nobody may be called."""
    left = innocent.GIVEN_NAME.sub("", innocent.PHRASES.sub(" ", text))
    if any(word.casefold() not in innocent.INNOCENT for reading in _readings(left) for word in _listed(reading)):
        return True
    return _HAN.search(left) is not None and _has_unspaced(left)


def is_listed(word: str) -> bool:
    """Tell whether a list has *word*, or what it looks like, innocent or not."""
    return any(map(_listed, (word, in_latin(word), word.translate(_ARABIC))))


def _listed(text: str) -> list[str]:
    return [match.matched_text for match in _filter().find(text, _OPTIONS)]


def _readings(text: str) -> set[str]:
    """Give *text* as it stands, and with other letters, with words taken apart, and with spelled ones put together.

    Single letters are put together wherever they stand; small pieces only if there is nothing else.
    """
    pieces = _GAPS.split(text)
    joined = "".join(pieces) if max(map(len, pieces)) <= PIECE_LONGEST else _SPELLED.sub("", text)
    small = {text.replace("I", "\u0131"), text.casefold().replace("ss", "ß")}  # as Turkish and German have them
    if text.isascii():
        return small.union((text, _EDGES.sub(" ", text), joined))
    told = " ".join(piece for piece in pieces if piece.casefold() not in innocent.INNOCENT)
    return small.union((text, in_latin(told), told.translate(_ARABIC), _EDGES.sub(" ", text), joined))


def _has_unspaced(text: str) -> bool:
    joined = _GAPS.sub("", text).translate(_TRADITIONAL)
    return _unspaced().search(innocent.JOINED.sub(" ", joined)) is not None


@lru_cache(maxsize=1)
def _filter() -> ProfanityFilter:
    words = ProfanityFilter()
    words.init()
    for word in [word for language in _MORE for word in dictionary.get_words(language)]:
        plain = word.translate(_ARABIC)
        words.add_words([word, plain] if word.isascii() or word in innocent.INNOCENT else [word, plain, f"ال{plain}"])
    return words


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    words = {word.translate(_TRADITIONAL) for word in dictionary.get_words("chinese") if word not in innocent.UNSPACED}
    return re.compile("|".join(map(re.escape, sorted(words))), re.IGNORECASE)
