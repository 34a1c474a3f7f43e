"""The tape of an arena: what its throttle heard and let count, by seats, and a board that these events come to."""

from collections.abc import Callable
from typing import Any

import pytest

from clickgame.contract.tape import Tape, TapeEvent, TapeRow
from clickgame.core.arena import Arena
from clickgame.core.rules import Rules
from clickgame.core.tape import LONGEST_S, Recording
from tests.core.arenas import T0, arena_of, press

FOREVER = T0 + 1e6


def in_order(_: list[int]) -> None:
    """Leave seats in the order in which players are heard."""


def recorded(arena: Arena, *, kept: int = 100, at: float = T0) -> Recording:
    """Record *arena*."""
    return Recording(arena, kept=kept, wanted_until=FOREVER, now=at)


def taped(recording: Recording, *, now: float, shuffle: Callable[[list[int]], object] = in_order) -> Tape:
    """Give the tape."""
    return recording.tape(shuffle, now=now)


def test_a_tape_has_what_was_heard_and_what_counted_by_seats() -> None:
    arena = arena_of("ann", "bob")
    recording = recorded(arena)
    press(arena, "bob", 3, now=T0 + 1)
    press(arena, "ann", 4, now=T0 + 2)
    press(arena, "ann", 4, now=T0 + 2.5)  # said again, which is no event
    press(arena, "bob", 60, now=T0 + 3.00049)
    tape = taped(recording, now=T0 + 10)
    assert tape.events == [TapeEvent(1.0, 1, 3, 3), TapeEvent(2.0, 2, 4, 4), TapeEvent(3.0, 1, 57, 57)]
    assert tape.board == [TapeRow(1, 60), TapeRow(2, 4)]
    assert (tape.seats, tape.judged_from, tape.until) == (2, 1.0, 10.0)


def test_seats_have_the_numbers_that_chance_gives_them() -> None:
    arena = arena_of("ann", "bob")
    recording = recorded(arena)
    press(arena, "ann", 1, now=T0 + 1)
    press(arena, "bob", 2, now=T0 + 1)
    tape = taped(recording, now=T0 + 2, shuffle=list.reverse)
    assert [event.seat for event in tape.events] == [2, 1]
    assert tape.board == [TapeRow(1, 2), TapeRow(2, 1)]


def test_scores_count_from_the_tape_s_beginning_or_from_the_run_s() -> None:
    arena = arena_of("ann", "bob", "cid")
    for name in ("ann", "bob", "cid"):
        press(arena, name, 9, now=T0 + 1)
    recording = recorded(arena, at=T0 + 200)
    press(arena, "ann", 11, now=T0 + 201)
    press(arena, "cid", 10, now=T0 + 300.5)
    press(arena, "bob", 12, now=T0 + 302)  # the run before is over by then
    press(arena, "bob", 14, now=T0 + 303)
    assert taped(recording, now=T0 + 304).board == [TapeRow(3, 5), TapeRow(1, 2), TapeRow(2, 1)]


def test_a_run_that_has_ended_on_the_tape_counts_no_more() -> None:
    arena = arena_of("ann", rules=Rules(run_s=50.0))
    recording = recorded(arena)
    press(arena, "ann", 9, now=T0 + 1)
    assert taped(recording, now=T0 + 50.9).board == [TapeRow(1, 9)]
    assert taped(recording, now=T0 + 51).board == []
    press(arena, "ann", 11, now=T0 + 60)
    assert taped(recording, now=T0 + 61).board == [TapeRow(1, 2)]


def test_of_equals_whoever_was_first_is_first() -> None:
    arena = arena_of("ann", "bob")
    recording = recorded(arena)
    press(arena, "bob", 5, now=T0 + 1)
    press(arena, "ann", 5, now=T0 + 2)
    assert taped(recording, now=T0 + 3).board == [TapeRow(1, 5), TapeRow(2, 5)]


def test_who_is_held_when_the_tape_begins_has_no_seat_before_that_is_over() -> None:
    arena = arena_of("ann", "bob")
    press(arena, "ann", 300, now=T0 + 0.5)
    assert arena.scores["ann"].held_until
    recording = recorded(arena, at=T0 + 1)
    press(arena, "bob", 1, now=T0 + 2)
    press(arena, "ann", 301, now=T0 + 3)
    press(arena, "ann", 302, now=T0 + 70)
    tape = taped(recording, now=T0 + 71)
    assert tape.events == [TapeEvent(1.0, 1, 1, 1), TapeEvent(69.0, 2, 1, 1)]
    assert tape.board == [TapeRow(1, 1), TapeRow(2, 1)]


def test_who_is_held_on_the_tape_stays_on_it() -> None:
    arena = arena_of("ann")
    recording = recorded(arena)
    press(arena, "ann", 5, now=T0 + 1)
    press(arena, "ann", 300, now=T0 + 1.5)
    press(arena, "ann", 310, now=T0 + 2)
    assert [event.credited == event.presses for event in taped(recording, now=T0 + 3).events] == [True, False, False]


@pytest.mark.parametrize(("kept", "now", "first", "began"), [(100, LONGEST_S + 5, 5, 5.0), (3, 12, 9, 9.0)])
def test_a_tape_is_bounded_in_time_and_in_number(kept: int, now: float, first: int, began: float) -> None:
    arena = arena_of("ann")
    recording = recorded(arena, kept=kept)
    for second in range(1, 12):
        press(arena, "ann", second, now=T0 + second)
    tape = taped(recording, now=T0 + now)
    assert len(tape.events) == len(range(first, 12))
    assert (tape.events[0].at, tape.until) == (first - began, now - began)
    assert tape.board == [TapeRow(1, len(tape.events))]


def test_who_is_gone_is_on_no_tape() -> None:
    arena = arena_of("ann", "bob")
    recording = recorded(arena)
    press(arena, "ann", 1, now=T0 + 1)
    press(arena, "bob", 2, now=T0 + 1)
    arena.forget("ann")
    tape = taped(recording, now=T0 + 2)
    assert (len(tape.events), tape.board, tape.seats) == (1, [TapeRow(1, 2)], 1)


def outcomes(arena: Arena, *, more: Callable[[], object] = lambda: None) -> list[Any]:
    """Press in many ways, with something done in the middle; give what came of it."""
    told: list[Any] = []
    for step, presses in enumerate((3, 9, 170, 171, 180, 300, 301, 302)):
        told.append(press(arena, "ann", presses, now=T0 + step * step * 0.4))
        if step == 3:
            more()
    return [*told, press(arena, "ann", 303, now=T0 + 90), arena.throttle.holds]


def test_recording_changes_nothing_and_neither_does_its_end() -> None:
    plain, first, second = arena_of("ann"), arena_of("ann"), arena_of("ann")
    recorded(first)
    recording = recorded(second)
    assert outcomes(plain) == outcomes(first) == outcomes(second, more=recording.end)
    assert not isinstance(second.throttle, Recording)
    assert second.throttle.holds == plain.throttle.holds == 1


def test_a_recording_that_nobody_wants_ends_by_itself() -> None:
    arena = arena_of("ann")
    throttle = arena.throttle
    recording = Recording(arena, kept=9, wanted_until=T0 + 5, now=T0)
    press(arena, "ann", 1, now=T0 + 4)
    assert arena.throttle is recording
    assert press(arena, "ann", 2, now=T0 + 6).credited == 1
    assert arena.throttle is throttle
    assert taped(recording, now=T0 + 7).events == []
