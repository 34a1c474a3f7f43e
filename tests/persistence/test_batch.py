"""A batch of the journal comes back with its moment, and what is none is damage."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persistence import batch
from persistence.batch import Moment
from persistence.files import Damaged


@given(st.integers(0, 9), st.integers(0, 9**9), st.floats(0, 4e9))
def test_a_batch_comes_back_with_its_moment_to_the_millisecond(epoch: int, seq: int, at: float) -> None:
    found = batch.decode(json.loads(batch.encode('["f","a"],["f","b"]', epoch=epoch, seq=seq, at=at)))
    assert found == (Moment(epoch, seq, round(at, 3)), [["f", "a"], ["f", "b"]])


@pytest.mark.parametrize(
    "line",
    [
        {},
        7,
        [],
        [1, 2, 3.0],
        [1, 2, 3.0, {}],
        [1, 2, 3.0, [], []],
        [1, "2", 3.0, []],
        [1, 2, "3", []],
        [1.0, 2, 3.0, []],
    ],
)
def test_what_is_no_batch_is_damage(line: object) -> None:
    with pytest.raises(Damaged):
        batch.decode(line)
