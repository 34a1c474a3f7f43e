"""What is used of a player's time, by a few moments of the past."""

import random

from clickgame.core.history import History
from clickgame.core.rules import Rules

RULES = Rules()


def test_from_a_silence_on_there_is_room_for_what_a_person_can_press() -> None:
    """The window's worth on top is for what was made before and heard after."""
    history = History(RULES, total=7, now=1_000.0)
    history.note(1_000.0, before=7, now=1_010.0)
    assert history.room(1_000.0, total=7, now=1_010.0) == 25 * 11
    assert history.room(1_000.0, total=107, now=1_010.0) == 25 * 11 - 100


def test_presses_made_before_a_silence_do_not_use_its_time() -> None:
    history = History(RULES, total=0, now=500.0)
    history.note(1_000.0, before=0, now=1_010.0)
    history.credit(5_000, since=600.0)
    assert history.room(1_000.0, total=5_000, now=1_010.0) == 25 * 11
    assert history.room(700.0, total=5_000, now=1_010.0) == 25 * (1_010 - 440 + 1) - 5_000


def test_presses_made_in_a_silence_use_the_time_of_all_that_began_before() -> None:
    """Each page load alone would have room; together they have one person's."""
    history = History(RULES, total=0, now=1_000.0)
    for number in range(4):
        since = 1_001.0 + number / 10
        history.note(since, before=0, now=1_020.0)
        assert history.room(since, total=100 * number, now=1_020.0) == 25 * 21 - 100 * number
        history.credit(100, since=since)


def test_without_a_moment_so_long_ago_there_is_room_for_all_that_silence_counts() -> None:
    assert History(RULES, total=0, now=1_000.0).room(0.0, total=9, now=1_000.0) == 25 * 600


def test_there_is_always_a_moment_a_minute_ago_and_not_two() -> None:
    history = History(RULES, total=0, now=1_000.0)
    now, total, credited_at = 1_000.0, 0, 1_000.0
    rng = random.Random(3)
    for _ in range(300):
        now += rng.choice((0.1, 5.0, 40.0, 200.0))
        if now >= history.due_at:
            history.go_on(total=total, credited_at=credited_at, now=now)
        ago_s = history.room(now - 60.0, total=total, now=now) / 25 - 1
        assert 60.0 <= ago_s <= 120.001
        credited_at = now


def test_moments_are_few_however_many_silences_there_are() -> None:
    history = History(RULES, total=0, now=0.0)
    rng = random.Random(5)
    now, most = 0.0, 0
    for _ in range(4_000):
        now += rng.choice((0.0, 0.0, 0.001, 1.1, 5.0))
        if now >= history.due_at:
            history.go_on(total=0, credited_at=now, now=now)
        history.note(now - 1.0 - 600 * rng.random() ** 8, before=0, now=now)
        most = max(most, len(history))
    assert 4 <= most <= 60


def test_a_moment_that_was_let_go_is_stood_for_by_one_at_most_about_twice_as_long_ago() -> None:
    """So the room from a silence is never more than the throttle would let through, a window on top."""
    rng = random.Random(7)
    for _ in range(200):
        history = History(RULES, total=0, now=0.0)
        now = 700.0
        silences = [now - rng.choice((1.2, 2.0, 5.0, 50.0, 500.0)) * (0.5 + rng.random()) for _ in range(12)]
        noted = [since for since in silences if now - since > 1.0]
        for since in noted:
            history.note(since, before=0, now=now)
        for later in (now, now + 3.0, now + 30.0):
            history.note(later - 2.0, before=0, now=later)
            for since in noted:
                assert history.room(since, total=0, now=later) <= 50 * (later - since) + 0.001
