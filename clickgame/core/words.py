"""Which words nobody may be called: whole words of a kept list of 25 languages, but for the innocent among them.

The list and its eye for look-alikes, doubled letters and digits for letters are the library's. It is generous, so that
it has names (Mona, Regina) and everyday words of one language that mean something else in another (a trio, a mocha);
those stand in `INNOCENT` and `_INNOCENT_PHRASES` and are passed over as they are spelled there.
"""

import re
from functools import lru_cache

from badwords import Options, ProfanityFilter

from clickgame.core.likeness import in_latin

PIECE_LONGEST = 2  # pieces no longer than this may be one word, spelled with gaps

_OPTIONS = Options(split_on_punctuation=True, collapse_repeats=True, leetspeak=True)
_GAPS = re.compile(r"[ ._'-]+")
_SPELLED = re.compile(r"(?<![^ ._'-][^ ._'-])(?<=[^ ._'-])[ ._'-]+(?=[^ ._'-](?:[ ._'-]|$))")
_EDGES = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|[._'-]+|\b[xX]{2,}|[xX]{2,}\b")
"""Where one word ends and another begins without a space: ``OtterFan``, ``Otter7``, ``xXOtterXx``."""

INNOCENT = frozenset(
    """
    abstand ad amador anita ano ariano asini asno audacia babb ballen battere belin bile bite bitte ble bleat blet bok
    boker bola bolas bolde bonze borsten bot bourré bourrée bout braner brida bride brutta burnes burro cadavere
    campana cazo cite clochard cocal comer con concha cons consolo convoitise coq coqs corno corrida cozza cran cristo
    cur curve dada deich del diga digue dink domination doop dritt dritten duche duché dyche eby elda enfer esel espacer
    espacio exclama extremo fan fanden fanny fascina fascine fava fing fitte fiuta flange flansch flens flis fodera
    folle franc fuder fut gafa galo gammler gelo gerbe gerber gila gol gote gotten grieta hane haner he'll hell here
    heterosexual hoerig hol homosexual hora huso huy hölle hündin ilda inferno infierno intim kaki karima kimme kippe
    kogut kohout kok kuker kula kunda kusko kut labbra leak loden lolita lox lust lümmel madon mama manda mandat mande
    mandy mapache maroni marroni martillo mati mead meas mees mell ment meo mes mesa mijo minet miskin mist ml mocha
    molesto molo mona mong monta montare mufti muna mussa muts möpse naida negri negro nicht olla osram palen palle
    panna pano pea pele pelusa penchant pesce pic pica picio pik pina pinto pipa pipe pipi pipo piquer piqûres pisello
    pitt playboy pollita pompa poot poppen porco pot puntura pust quaglia queue raben ramoner randon recto regina reto
    reva rey rondon rosette rufa rés saco samen schluchzen schmutz schnappen schnepfe schnepfen schrauben scopa sega
    seins seni sere sial sigaretta skeet skid skit sletten snatch spagnola spalt spiraglio stake stechen stiche stick
    tama tanche tat tirare tirón tizón tonto topa transsexual traque tremper trio trique vacca vagabond vangare
    vertragen verzögern viol violator wang waschbär wippen zinne zut
    """.split()  # noqa: SIM905  # words read best as words
)
_INNOCENT_PHRASES = re.compile(
    r"\b(?:dick van dyke|(?:moby|philip k|andy) dick|(?:blue|great|coal|marsh|willow) tits?|tit willow|"
    r"pussy willows?|bloody mary|cock robin|dick (?:turpin|tracy|whittington|grayson)|booby bird|gay lussac)\b",
    re.IGNORECASE,
)


def load() -> None:
    """Unpack the list, which takes a tenth of a second, so that the first who asks does not wait for it."""
    _filter()


def is_rude(text: str) -> bool:
    """Tell whether one of the words of *text* is one that nobody may be called."""
    readings = _readings(_INNOCENT_PHRASES.sub(" ", text))
    return any(word.casefold() not in INNOCENT for reading in readings for word in _listed(reading))


def is_listed(word: str) -> bool:
    """Tell whether the list has *word*, innocent or not."""
    return bool(_listed(word))


def _listed(text: str) -> list[str]:
    return [match.matched_text for match in _filter().find(text, _OPTIONS)]


def _readings(text: str) -> frozenset[str]:
    """Give *text* as it stands, in Latin letters, with words taken apart, and with those put together that are spelled.

    Single letters are put together wherever they stand; small pieces only if there is nothing else.
    """
    pieces = _GAPS.split(text)
    joined = "".join(pieces) if max(map(len, pieces)) <= PIECE_LONGEST else _SPELLED.sub("", text)
    return frozenset((text, in_latin(text), _EDGES.sub(" ", text), joined))


@lru_cache(maxsize=1)
def _filter() -> ProfanityFilter:
    words = ProfanityFilter()
    words.init()
    return words
