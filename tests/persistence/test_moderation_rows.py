"""Deeds and reports come back from their rows exactly, and nothing else does."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.moderation import Deed, Report
from clickgame.core.state import DEED, REPORT, Change, State
from persistence import codec
from persistence.files import Damaged

texts = st.text(max_size=9)
times = st.floats(0, 4e9) | st.integers(0, 4 * 10**9).map(float)
numbers = st.integers(1, 10**9)
deeds = st.builds(
    Deed,
    numbers,
    times,
    texts,
    st.sampled_from(["ban", "undo"]),
    texts,
    texts,
    times,
    texts,
    texts,
    numbers | st.just(0),
)
reports = st.builds(Report, numbers, texts, st.sampled_from(["player", "arena"]), texts, texts, times)


def row_of(kind: str, record: Deed | Report) -> Any:
    """Write a record and read the row as JSON."""
    text = codec.encode(Change(kind, record))
    assert text.isascii()
    assert "\n" not in text
    return json.loads(text)


@given(deeds, deeds)
def test_a_deed_comes_back_exactly_whatever_was_there(now: Deed, before: Deed) -> None:
    state = State()
    for deed in (replace(before, number=now.number), now, now):
        codec.put(row_of(DEED, deed), state)
    assert state.moderation.deeds == {now.number: now}


@given(reports, reports)
def test_a_report_comes_back_exactly_whatever_was_there(now: Report, before: Report) -> None:
    state = State()
    for report in (replace(before, number=now.number), now, now):
        codec.put(row_of(REPORT, report), state)
    assert state.moderation.reports == {now.number: now}


@pytest.mark.parametrize("change", [Change(DEED, Deed(1, float("nan"), "", "", "", ""))])
def test_a_time_that_is_no_number_is_never_written(change: Change) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        codec.encode(change)


@pytest.mark.parametrize(
    "row",
    [
        ["md"],
        ["md", 0, 1.0, "kim", "ban", "a", "name", 0.0, "", "", 0],
        ["md", "1", 1.0, "kim", "ban", "a", "name", 0.0, "", "", 0],
        ["md", 1, float("inf"), "kim", "ban", "a", "name", 0.0, "", "", 0],
        ["md", 1, 1.0, "kim", "ban", "a", "name", float("nan"), "", "", 0],
        ["md", 1, 1.0, "kim", "ban", "a", "name", 0.0, "", "", 0, 0],
        ["mr"],
        ["mr", 0, "a", "player", "b", "name", 1.0],
        ["mr", 1, "a", "player", "b", "name", float("nan")],
        ["mr", 1, "a", "player", ["b"], "name", 1.0],
    ],
)
def test_what_is_no_row_is_damage(row: object) -> None:
    state = State()
    with pytest.raises(Damaged):
        codec.put(row, state)
    assert state == State()
