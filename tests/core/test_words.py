"""Which words nobody may be called. The words to refuse come out of the library's lists while the tests run."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core import handles, words
from clickgame.core.likeness import in_latin
from tests.core.innocent import INNOCENT
from tests.core.words import rude_words

LANGUAGES = ("cs", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk")
MOST_INNOCENT = 0.2  # share of a list that may be innocent elsewhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_many_languages_are_rude(language: str) -> None:
    """All of a list, but for what is innocent somewhere, which is the lesser part of it."""
    listed = [word for word in rude_words(language) if word.casefold() not in words.INNOCENT]
    assert [word for word in listed if not words.is_rude(word)] == []
    assert len(listed) >= 10
    assert len(listed) > len(rude_words(language)) * (1 - MOST_INNOCENT)


@given(st.sampled_from([word for language in LANGUAGES for word in rude_words(language)]), st.data())
def test_neither_case_nor_company_make_a_word_less_rude(word: str, data: st.DataObject) -> None:
    if not words.is_rude(word):
        assert word.casefold() in words.INNOCENT
        return
    company = data.draw(st.sampled_from(("{} Otter", "Brisk {}", "{}_Otter", "otter.{}", "{}-2", "The {} 7")))
    assert words.is_rude(company.format(word))
    assert words.is_rude(word.capitalize())


def disguised(word: str) -> dict[str, str]:
    """Write *word* of Latin letters as those do who are not to be noticed."""
    return {
        "digits": word.replace("i", "1").replace("o", "0").replace("e", "3"),
        "Cyrillic": word.translate(str.maketrans("aeopcyxi", "аеорсухі")),
        "accents": word.replace("u", "ü").replace("a", "á"),
        "wide": "".join(chr(ord(letter) + 0xFEE0) for letter in word),
        "dots": ".".join(word),
        "gaps": " ".join(word),
        "gaps in company": f"Otter {' '.join(word)}",
        "pairs": " ".join(word[at : at + 2] for at in range(0, len(word), 2)),
        "doubled": "".join(letter * 3 if letter in "aeiou" else letter for letter in word),
        "number": f"{word}69",
        "crossed": f"xX{word}Xx",
        "camel": f"Otter{word.capitalize()}",
    }


@pytest.mark.parametrize("way", disguised("word"))
def test_a_word_that_is_disguised_is_rude_all_the_same(way: str) -> None:
    """Nearly all of them: doubling a letter, or reading a digit as one, may make a word that no list has."""
    plain = [word for word in rude_words("en") if word.isascii() and len(word) <= 7 and words.is_rude(word)]
    unnoticed = [word for word in plain if not words.is_rude(handles.clean(disguised(word)[way]))]
    assert len(unnoticed) <= len(plain) * 0.03, unnoticed


def test_letters_that_only_look_latin_are_read() -> None:
    seen = [word for word in rude_words("en") if "u" in word and len(word) == 4 and words.is_rude(word)]
    assert seen
    assert all(words.is_rude(word.replace("u", "ս")) for word in seen)
    assert in_latin("ս") == "u"


def test_innocent_names_are_not_rude() -> None:
    assert len(INNOCENT) > 100
    assert [name for name in INNOCENT if words.is_rude(name)] == []
    assert [name for name in INNOCENT if handles.choose(name) != handles.clean(name)] == []


def test_no_made_up_handle_is_rude() -> None:
    rng = random.Random(3)
    made = [handles.suggest(rng, digits=digits) for digits in (0, 3, 7, 11) for _ in range(1_000)]
    assert [handle for handle in made if words.is_rude(handle)] == []


def test_every_innocent_word_is_one_that_the_list_has() -> None:
    """What the list no longer has need not be excepted."""
    assert [word for word in sorted(words.INNOCENT) if not words.is_listed(word)] == []


@given(st.text(max_size=40))
def test_whatever_is_asked_is_answered(text: str) -> None:
    assert words.is_rude(text) in {True, False}


def test_the_list_is_unpacked_once() -> None:
    words.load()
    assert words.is_rude(rude_words("en")[0])
