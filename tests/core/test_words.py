"""Which words nobody may be called. The words to refuse come out of the library's lists while the tests run."""

import random

import pytest
from glin_profanity.types.types import Language
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core import handles, words
from clickgame.core.innocent import INNOCENT, JOINED, UNSPACED
from clickgame.core.likeness import in_latin
from tests.core.innocent import NAMES
from tests.core.words import more_rude_words, rude_words

LANGUAGES = ("cs", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk")
MOST_INNOCENT = 0.2  # share of a list that may be innocent elsewhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_many_languages_are_rude(language: str) -> None:
    """All of a list, but for what is innocent somewhere, which is the lesser part of it."""
    listed = [word for word in rude_words(language) if word.casefold() not in INNOCENT]
    assert [word for word in listed if not words.is_rude(word)] == []
    assert len(listed) >= 10
    assert len(listed) > len(rude_words(language)) * (1 - MOST_INNOCENT)


@pytest.mark.parametrize(("language", "most_innocent"), [("arabic", 0.4), ("persian", 0.2), ("hindi", 0.2)])
def test_words_of_the_other_list_are_rude(language: Language, most_innocent: float) -> None:
    """All but for what is innocent somewhere; the Arabic list has many an everyday word."""
    listed = [word for word in more_rude_words(language) if word not in INNOCENT]
    assert [word for word in listed if not words.is_rude(word)] == []
    assert len(listed) > len(more_rude_words(language)) * (1 - most_innocent) > 30


@pytest.mark.parametrize("company", ["{}", "小{}", "{}王", "大{}2", "Otter{}", "{} Otter"])
def test_a_rude_word_of_chinese_is_found_wherever_it_stands(company: str) -> None:
    listed = [word for word in more_rude_words("chinese") if word not in UNSPACED and not JOINED.search(word)]
    assert [word for word in listed if not words.is_rude(company.format(word))] == []
    assert len(listed) > 200


def test_gaps_and_traditional_letters_hide_no_word_of_chinese() -> None:
    listed = [word for word in more_rude_words("chinese") if word not in UNSPACED and not JOINED.search(word)]
    assert [word for word in listed if not words.is_rude("小" + " ".join(word))] == []
    traditional = [word.translate(str.maketrans("妈鸡干贱阴妇", "媽雞幹賤陰婦")) for word in listed]
    assert len(set(traditional) - set(listed)) > 50
    assert [word for word in traditional if not words.is_rude(word)] == []


@given(st.sampled_from([word for word in more_rude_words("arabic") if word not in INNOCENT and not word.isascii()]))
def test_marks_strokes_and_the_article_hide_no_word_of_arabic(word: str) -> None:
    vowels = "".join(letter + "\u064e" for letter in word)
    for disguised in (f"ال{word}", vowels, word.replace("ا", "أ"), f"يا {word}", word[0] + "ـ" + word[1:]):
        assert words.is_rude(disguised)


def test_a_first_name_is_one_only_where_it_is_written_as_one() -> None:
    names = ("Dick", "Dick Smith", "Dick van Dyke", "Philip K Dick")
    others = ("dick", "Big Dick", "Dick Head", "Dick 7", "dick smith", "DICK", "Dick dick", "Otter Dick", "Dick_Pic")
    assert [name for name in names if words.is_rude(name)] == []
    assert [name for name in others if not words.is_rude(name)] == []


def test_capitals_that_two_small_letters_share_hide_nothing() -> None:
    listed = [
        word for language in ("de", "tr") for word in rude_words(language) if word.upper().lower() != word.lower()
    ]
    assert len(listed) > 100
    assert [word for word in listed if words.is_rude(word) and not words.is_rude(word.upper())] == []


@given(st.sampled_from([word for language in LANGUAGES for word in rude_words(language)]), st.data())
def test_neither_case_nor_company_make_a_word_less_rude(word: str, data: st.DataObject) -> None:
    if not words.is_rude(word):
        assert word.casefold() in INNOCENT
        return
    company = data.draw(st.sampled_from(("{} Otter", "Brisk {}", "{}_Otter", "otter.{}", "{}-2", "The {} 7")))
    assert words.is_rude(company.format(word))
    assert words.is_rude(word.upper())


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
    assert len(NAMES) > 200
    assert [name for name in NAMES if words.is_rude(name)] == []
    assert [name for name in NAMES if handles.choose(name) != handles.clean(name)] == []


def test_no_made_up_handle_is_rude() -> None:
    rng = random.Random(3)
    made = [handles.suggest(rng, digits=digits) for digits in (0, 3, 7, 11) for _ in range(1_000)]
    assert [handle for handle in made if words.is_rude(handle)] == []


def test_every_innocent_word_is_one_that_the_list_has() -> None:
    """What the list no longer has need not be excepted."""
    assert [word for word in sorted(INNOCENT) if not words.is_listed(word)] == []


@given(st.text(max_size=40))
def test_whatever_is_asked_is_answered(text: str) -> None:
    assert words.is_rude(text) in {True, False}


def test_the_list_is_unpacked_once() -> None:
    words.load()
    assert words.is_rude(rude_words("en")[0])
    assert words.is_rude(more_rude_words("chinese")[-1])
