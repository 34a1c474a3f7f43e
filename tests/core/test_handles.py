"""What may be a handle, and which handles are too alike."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import HandleCharacters, HandleInvalid, HandleTooLong, HandleTooShort
from clickgame.core import handles


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
        ("a" * 20, "a" * 20),
    ],
)
def test_a_handle_is_kept_in_one_form(raw: str, kept: str) -> None:
    assert handles.clean(raw) == kept


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
        ("z\u0300\u0301\u0302\u0303algo", HandleCharacters),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fox", "FOX"),
        ("Ian", "lan"),
        ("b0b", "bob"),
        ("paypal", "раура1"),
        ("modern", "rnodern"),
        ("straße", "STRASSE"),
    ],
)
def test_look_alikes_share_a_likeness(one: str, other: str) -> None:
    assert handles.likenesses(one) & handles.likenesses(other)


def test_different_handles_share_none() -> None:
    assert not handles.likenesses("Fox") & handles.likenesses("Foxx")


def test_suggestions_are_clean_and_plenty() -> None:
    rng = random.Random(1)
    made = {digits: {handles.suggest(rng, digits=digits) for _ in range(500)} for digits in (0, 3, 7, 11)}
    assert all(handles.clean(handle) == handle for suggested in made.values() for handle in suggested)
    assert len(made[0]) > 400
    assert all(len(made[digits]) > 490 for digits in (3, 7, 11))
