"""What may be a handle, and which handles are too alike."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import HandleCharacters, HandleInvalid, HandleTooLong, HandleTooShort
from clickgame.contract.naming import HandleMarks, HandleReserved, HandleRude
from clickgame.core import handles
from tests.core.words import rude_words


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Otter", "Otter"),
        ("  Brisk   Otter ", "Brisk Otter"),
        ("Zoë", "Zoë"),
        ("𝓑𝓸𝓫", "Bob"),
        ("Ｆｏｘ", "Fox"),
        ("李小龙", "李小龙"),
        ("O'Neil-2_x.", "O'Neil-2_x."),
        ("हिन्दी", "हिन्दी"),
        ("नीतूं", "नीतूं"),
        ("น้ำใจ", "น\u0e49\u0e4d\u0e32ใจ"),
        ("Nguyễn", "Nguyễn"),
        ("a" * 20, "a" * 20),
    ],
)
def test_a_handle_is_kept_in_one_form(raw: str, kept: str) -> None:
    assert handles.clean(raw) == kept


@pytest.mark.parametrize(
    "name",
    [
        *("বাংলা", "हिन्दी", "ज़ुबैर", "संस्कृति", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "സൂര്യ", "ગુજરાતી", "ਪੰਜਾਬੀ", "සිංහල", "দুঃখ"),
        *("ภูมิ", "ສະບາຍດີ", "မြန်မာ", "ស្រីមុំ", "שָׁלוֹם", "مُحَمَّد", "Đặng Thị Hạnh", "Ọlájídé", "Žofie", "Йосиф"),
    ],
)
def test_a_name_is_written_as_its_language_writes_it(name: str) -> None:
    assert handles.choose(name) == unicodedata.normalize("NFKC", name)


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (None, HandleInvalid),
        (7, HandleInvalid),
        ("", HandleTooShort),
        ("   ", HandleTooShort),
        ("x", HandleTooShort),
        ("á", HandleTooShort),
        ("a" * 21, HandleTooLong),
        ("a" * 100_000, HandleTooLong),
        ("\ufdfa\ufdfa", HandleTooLong),
        ("<b>bold</b>", HandleCharacters),
        ("a&amp;b", HandleCharacters),
        ("tab\tbed", HandleCharacters),
        ("new\nline", HandleCharacters),
        ("null\x00", HandleCharacters),
        ("zero\u200bwidth", HandleCharacters),
        ("join\u200dme", HandleCharacters),
        ("right\u202eleft", HandleCharacters),
        ("isolate\u2066d", HandleCharacters),
        ("soft\u00adhyphen", HandleCharacters),
        ("blank\u2800braille", HandleCharacters),
        ("hangul\u3164filler", HandleCharacters),
        ("choseong\u115ffiller", HandleCharacters),
        ("variant\ufe0f", HandleCharacters),
        ("tag\U000e0101", HandleCharacters),
        ("z\u0300\u0301\u0302\u0303algo", HandleMarks),
        ("\u0e01\u0e48\u0e48\u0e48", HandleMarks),
        ("\u0915\u093e\u093e", HandleMarks),
        ("\u0915\u0902\u093e\u0902\u093e\u0902", HandleMarks),
        ("\u0301ab", HandleMarks),
        ("a \u0301b", HandleMarks),
        ("a-\u0301b", HandleMarks),
        ("Fo\u17d2x", HandleMarks),
        ("Fox\u1039", HandleMarks),
        ("Fox\u064b", HandleMarks),
        ("\u0e01\u093e", HandleMarks),
        ("--", HandleCharacters),
        ("party 🎉", HandleCharacters),
        ("lone \ud800 surrogate", HandleCharacters),
    ],
)
def test_what_is_no_handle_is_refused_with_its_code(raw: object, refusal: type[HandleInvalid]) -> None:
    with pytest.raises(HandleInvalid) as caught:
        handles.clean(raw)
    assert type(caught.value) is refusal


@given(st.text(max_size=40))
def test_a_clean_handle_is_clean(raw: str) -> None:
    """Cleaning twice changes nothing, and what is clean has the form that it promises."""
    try:
        handle = handles.clean(raw)
    except HandleInvalid:
        return
    assert handles.clean(handle) == handle
    assert handle.isprintable()
    assert not set(handle) & set('<>&"`\\/')


@given(st.text(st.characters(categories=("Lo", "Ll", "Mn", "Mc", "Zs"), codec="utf-8"), max_size=12))
def test_no_letter_of_a_handle_has_many_marks(raw: str) -> None:
    """At most two over a letter, and one beside it but for the end of a syllable: no handle runs into other lines."""
    try:
        handle = handles.clean(raw)
    except HandleInvalid:
        return
    kinds = "".join({"Mn": "n", "Mc": "c"}.get(unicodedata.category(character), " ") for character in handle)
    assert all(marks.count("n") <= 2 and marks.count("c") <= 2 for marks in kinds.split(" "))
    assert kinds[0] == " "


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        ("Аdmin", HandleReserved),
        ("Official Otter", HandleReserved),
        ("<b>", HandleCharacters),
        ("_ \u06f0", HandleCharacters),
    ],
)
def test_what_may_not_be_chosen_is_refused_with_its_code(raw: str, refusal: type[HandleInvalid]) -> None:
    with pytest.raises(HandleInvalid) as caught:
        handles.choose(raw)
    assert type(caught.value) is refusal


def test_a_rude_word_is_not_chosen_and_is_no_fault_of_form() -> None:
    word = rude_words("en")[0]
    with pytest.raises(HandleRude):
        handles.choose(f" {word} ")
    assert handles.clean(f" {word} ") == word


def test_what_is_chosen_is_kept_in_one_form() -> None:
    assert handles.choose("  Brisk   Otter ") == "Brisk Otter"


@given(st.text(max_size=30) | st.none() | st.integers() | st.lists(st.text()))
def test_whatever_is_asked_for_is_given_clean_or_refused_with_a_sentence(raw: object) -> None:
    refusals: list[HandleInvalid] = []
    try:
        assert handles.choose(raw) == handles.clean(raw)
    except HandleInvalid as refusal:
        refusals.append(refusal)
    assert all(refusal.code.startswith("handle_") and refusal.text.endswith(".") for refusal in refusals)


def test_suggestions_are_clean_and_plenty() -> None:
    rng = random.Random(1)
    made = {digits: {handles.suggest(rng, digits=digits) for _ in range(500)} for digits in (0, 3, 7, 11)}
    assert all(handles.choose(handle) == handle for suggested in made.values() for handle in suggested)
    assert len(made[0]) > 400
    assert all(len(made[digits]) > 490 for digits in (3, 7, 11))
