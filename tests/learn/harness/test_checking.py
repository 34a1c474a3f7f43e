"""What a check says: equal is equal, True is not 1, and the first hint that fits is earned."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.learn.harness.checking import SHOWN_MOST, Wrong, expect, expect_raises, same, shown

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=3), each, max_size=3),
    max_leaves=6,
)


class Endless:
    """A value whose looks have no end."""

    def __repr__(self) -> str:
        """Give far too much."""
        return "x" * 1_000_000


def wrong(*arguments: Any) -> Wrong:
    """Give what an expectation that fails says."""
    with pytest.raises(Wrong) as caught:
        expect(*arguments)
    return caught.value


@given(VALUES)
def test_what_is_as_expected_passes(value: object) -> None:
    expect("value", value, value)


@given(VALUES, VALUES)
def test_what_is_not_as_expected_fails_with_both_values(actual: object, expected: object) -> None:
    if not same(actual, expected):
        said = wrong("value", actual, expected)
        assert (said.what, said.expected, said.actual, said.hint) == ("value", repr(expected), repr(actual), "")


@pytest.mark.parametrize(
    ("one", "other", "are"), [(True, 1, False), (0, False, False), (1, 1.0, True), ("1", 1, False)]
)
def test_true_is_not_one(one: object, other: object, are: bool) -> None:  # noqa: FBT001  # a row of the table
    assert same(one, other) is are


def test_the_first_hint_that_fits_is_earned() -> None:
    hints = [(lambda got: got > 9, "great"), (3, "three"), (lambda got: got == 3, "later")]
    assert [wrong("x", actual, 5, hints).hint for actual in (3, 10, 4)] == ["three", "great", ""]


def test_a_hint_that_cannot_look_at_the_value_is_passed_over() -> None:
    assert wrong("x", None, 5, [(lambda got: got > 9, "great"), (None, "none")]).hint == "none"


@given(VALUES)
def test_what_is_shown_is_short(value: object) -> None:
    assert len(shown(value)) <= SHOWN_MOST + 1
    assert len(shown(Endless())) == SHOWN_MOST + 1


def test_an_error_of_another_kind_is_told_and_what_a_program_stops_by_goes_on() -> None:
    with pytest.raises(Wrong) as caught:
        expect_raises("f()", ValueError, {}.popitem, [(LookupError, "lookup")])
    assert (caught.value.actual, caught.value.hint) == ("raises KeyError", "lookup")

    def stops() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        expect_raises("f()", ValueError, stops)
