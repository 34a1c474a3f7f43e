"""Which handles are too alike."""

import unicodedata
from itertools import product

import pytest
from confusable_homoglyphs.confusables import confusables_data
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core import handles
from clickgame.core.likeness import families, in_latin, likenesses

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fox", "FOX"),
        ("Ian", "lan"),
        ("b0b", "bob"),
        ("paypal", "раура1"),
        ("modern", "rnodern"),
        ("straße", "STRASSE"),
        ("Paypal Koala", "Pavpal Koala"),
        ("Walrus", "vvalrus"),
        ("Dingo", "clingo"),
        ("Paypal Koala", "PaypaI Koala"),
        ("Paypal Koala", "Paypai_koala"),
        ("Neil", "Ne1l"),
        ("Nell", "Ne1l"),
        ("Clara", "CLARA"),
        ("Modern Otter", "rnodern otter"),
        ("Savvy", "sawy"),
        ("Lily", "1i1y"),
        ("Boss 8", "Bo55 B"),
        ("Brisk Otter", "Brisk_0tter"),
        ("Brisk Otter", "briskotter"),
        ("Brisk Otter", "Brísk Otṭer"),
        ("Nick", "ΝΙСК"),
        ("admin", "аdмin"),
    ],
)
def test_look_alikes_share_a_likeness(one: str, other: str) -> None:
    assert likenesses(one) & likenesses(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Fox", "Foxx"), ("Otter 12", "Otter 21"), ("Badger", "Badge"), ("कि", "की"), ("Иван", "Ивана")],
)
def test_different_handles_share_none(one: str, other: str) -> None:
    assert not likenesses(one) & likenesses(other)


ALIKE_BUT_KNOWN = """
    Clark Dark, Clone Done, Cline Dine, Yann Vann, Cleo Deo, Clara Dara, Clay Day, Clive Dive, Clean Dean,
    Click Dick, Clown Down, Clan Dan, Clelia Delia, Clever Dever, Club Dub, Clock Dock, Clutch Dutch, Close Dose,
    Clear Dear, Clover Dover, Claire Daire, Clint Dint, Cloud Doud, Clas Das, Stern Stem, Torn Tom, Horne Home,
    Corner Comer, Burn Bum, Bern Bem, Fern Fem, Kern Kem, Barn Bam, Serna Sema, Sarna Sama, Arno Amo, Erna Ema,
    Born Bom, Warn Wam, Yan Van, Yang Vang, Yale Vale, Yara Vara, Yen Ven, Yes Ves, Ray Rav, Rey Rev, Eye Eve,
    Day Dav, Hayes Haves, Royer Rover, Moyer Mover, Raya Rava, Maya Mava, Jaya Java, Kaya Kava, Levy Lew,
    Neil Nell, Bianca Blanca, Kiara Klara, Sheila Shella, Ella Eila, Elia Ella, Alia Alla, Ali All, Gail Gall,
    Hail Hall, Mail Mall, Tail Tall, Fail Fall, Bail Ball, Sail Sall, Kari Karl, Jari Jarl, Maite Malte,
    Mireia Mirela, Leila Lella, Laila Lalla, Pia Pla, Ilse Lise, Ilija Lilja, Miika Milka, Miia Mila, Aila Alla,
    Dalia Dalla, Lilia Lilla, Licia Llcla, Rosi Rosl, Wali Wall, Stelian Stellan, Piano Plano, Clio Dio,
    Cliff Diff, Clancy Dancy, Clip Dip, Class Dass, Clash Dash, Client Dient, Clue Due, Files Flies, Wait Walt
"""
PAIRS = [tuple(pair.split()) for pair in ALIKE_BUT_KNOWN.split(",")]


def test_names_and_words_that_many_know_are_none_too_like_each_other() -> None:
    assert len(set(PAIRS)) >= 100
    assert [(one, other) for one, other in PAIRS if likenesses(one) & likenesses(other)] == []
    assert [(one, other) for one, other in PAIRS if likenesses(f"Brisk {one}") & likenesses(f"{other} brisk")] == []


def posed_as(handle: str) -> set[str]:
    """List what somebody might take to be taken for *handle*."""
    ways = (
        ("l", "I"),
        ("I", "l"),
        ("l", "1"),
        ("o", "0"),
        ("m", "rn"),
        ("w", "vv"),
        ("d", "cl"),
        ("y", "v"),
        ("e", "é"),
    )
    latin = str.maketrans("aeopcx", "аеорсх")
    others = {handle.replace(one, other) for one, other in ways} | {handle.translate(latin), handle.replace(" ", "_")}
    return (others | {handle.upper(), f"{handle}.", handle.swapcase()}) - {handle}


def test_whoever_poses_as_somebody_is_too_like_them() -> None:
    """A hundred ways and more, of handles as the game makes them up, and of names that look like others."""
    made_up = map(" ".join, zip(handles.FIRST, handles.LAST, strict=False))
    posed = {(handle, other) for handle in (*made_up, *(one for one, _ in PAIRS)) for other in posed_as(handle)}
    posed -= set(PAIRS)
    assert len(posed) > 900
    assert [(handle, other) for handle, other in posed if not likenesses(handle) & likenesses(other)] == []


@given(st.text(LETTERS, min_size=1), st.data())
def test_case_accents_and_gaps_make_no_difference(handle: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(handle)))
    extra = data.draw(st.sampled_from(" ._-'")) if place == 0 else data.draw(st.sampled_from(" ._-'\u0301\u0327"))
    assert likenesses(handle) & likenesses(f"{handle[:place]}{extra}{handle[place:]}")
    assert likenesses(handle) & likenesses(handle.upper())


@given(st.text(LETTERS, min_size=1))
def test_the_short_way_for_ascii_says_what_the_standard_says(handle: str) -> None:
    """Nothing is lost by not asking the standard: a letter of another alphabet beside it changes no other letter."""
    assert {f"{key}ж" for key in likenesses(handle)} >= likenesses(f"{handle}ж")


@given(st.text(LETTERS + " ._-'", min_size=1))
def test_handles_that_are_too_alike_are_of_one_family(handle: str) -> None:
    """Each key is, of which they have one in common; also one with letters of another alphabet."""
    for key in likenesses(handle):
        assert families(key) == families(handle)
        assert families(f"{key}ж") <= families(f"{handle}ж")


def test_nearly_every_letter_that_the_standard_has_for_a_latin_one_is_like_it() -> None:
    """All but three, for which case comes between: the long s, and the lunate sigma in both cases."""
    told: dict[str, list[dict[str, str]]] = confusables_data
    found, missed = 0, set[str]()
    for letter, others in told.items():
        latin = [other["c"] for other in others if other["c"] in LETTERS]
        if len(letter) == 1 and letter not in LETTERS and letter.isalnum() and latin:
            kept = unicodedata.normalize("NFKC", letter)
            found += 1
            if not any(likenesses(f"ab{kept}") & likenesses(f"ab{other}") for other in latin):
                missed.add(letter)
    assert found > 1_000
    assert len(missed) <= 3, missed


def test_made_up_handles_are_never_too_alike() -> None:
    plain = [f"{first} {last}" for first, last in product(handles.FIRST, handles.LAST)]
    assert len({likenesses(handle) for handle in plain}) == len(plain)
    assert len({likenesses(f"Otter {number}") for number in range(1000)}) == 1000


def test_letters_that_look_like_latin_ones_are_read_as_these() -> None:
    assert in_latin("սոо") == "uno"
    assert in_latin("mild 10") == "mild 10"
