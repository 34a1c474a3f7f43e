"""Playing against hammering."""

from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.rules import Rules
from clickgame.core.throttle import Window, judge

RULES = Rules()


def play(messages: list[tuple[float, int]], rules: Rules = RULES) -> list[tuple[float, int, float]]:
    """Send *messages* of (when, presses); give for each (when, credited, held until)."""
    window, held_until, pressed_at = Window(), 0.0, -1e9
    story: list[tuple[float, int, float]] = []
    for now, presses in messages:
        verdict = judge(window, presses=presses, now=now, held_until=held_until, pressed_at=pressed_at, rules=rules)
        held_until = verdict.held_until
        if verdict.credited:
            pressed_at = now
        story.append((now, verdict.credited, held_until))
    return story


def test_fifty_in_a_second_are_play() -> None:
    assert play([(0.0, 25), (0.99, 25)]) == [(0.0, 25, 0.0), (0.99, 25, 0.0)]


def test_the_fifty_first_is_hammering_and_the_fifty_stay() -> None:
    assert play([(0.0, 25), (0.5, 26)]) == [(0.0, 25, 0.0), (0.5, 25, 60.5)]


def test_the_window_slides() -> None:
    """Fifty late in one second and one early in the next are hammering; after a whole second they are not."""
    assert play([(1.0, 50), (1.9, 1)])[-1] == (1.9, 0, 61.9)
    assert play([(1.0, 50), (2.0, 50)])[-1] == (2.0, 50, 0.0)


def test_a_held_player_gets_one_press_a_minute() -> None:
    rules = Rules(hold_s=200.0)
    story = play([(0.0, 51), *((float(second), 1) for second in range(1, 200))], rules)
    assert [now for now, credited, _ in story if credited] == [0.0, 60.0, 120.0, 180.0]


def test_the_hold_ends_for_whoever_plays_on_calmly() -> None:
    story = play([(0.0, 51), *((float(second), 5) for second in range(1, 62))])
    assert story[-2:] == [(60.0, 5, 0.0), (61.0, 5, 0.0)]


def test_hammering_on_renews_the_hold() -> None:
    assert play([(0.0, 51), (30.0, 51), (61.0, 1)]) == [(0.0, 50, 60.0), (30.0, 0, 90.0), (61.0, 1, 90.0)]


def test_no_presses_change_nothing() -> None:
    assert play([(0.0, 51), (1.0, 0)])[-1] == (1.0, 0, 60.0)
    assert play([(0.0, 50), (0.1, 0)])[-1] == (0.1, 0, 0.0)


def test_a_flood_of_messages_takes_bounded_memory() -> None:
    window = Window()
    for step in range(10_000):
        judge(window, presses=1, now=step / 20_000, held_until=0.0, pressed_at=0.0, rules=RULES)
    assert len(window.marks) <= RULES.throttle_presses + 2
    assert window.count == sum(presses for _, presses in window.marks) == 10_000


@given(st.lists(st.tuples(st.floats(0, 2), st.integers(0, 30)), max_size=60))
def test_the_hold_is_what_a_brute_count_of_the_last_second_says(steps: list[tuple[float, int]]) -> None:
    """Free players are held exactly when more than the limit came within a second, and lose only what is over."""
    now, seen = 0.0, deque[tuple[float, int]]()
    window = Window()
    for pause, presses in steps:
        now += pause
        verdict = judge(window, presses=presses, now=now, held_until=0.0, pressed_at=0.0, rules=RULES)
        seen.append((now, presses))
        within = sum(count for when, count in seen if when > now - RULES.throttle_window_s)
        over = max(0, within - RULES.throttle_presses)
        assert (verdict.held_until > 0) == (over > 0 and presses > 0)
        assert verdict.credited == max(0, presses - over)
