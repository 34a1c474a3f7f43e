"""Playing against hammering, one claim a test; what holds for all timetables stands in test_throttle_properties.py."""

import pytest

from clickgame.core.game import Game
from clickgame.core.rules import Rules
from tests.core.people import T0, restarted

RULES = Rules()
Counts = list[tuple[float, int]]


def game_of(*pages: str, rules: Rules = RULES, age_s: float = 0.0) -> Game:
    """Start a game with one player, whose page loads *pages* have just been loaded and heard."""
    game = Game(rules, now=T0)
    game.join(player="ann", key="a", handle="Ann", now=T0)
    for page in pages:
        game.hear("ann", arena="classic", page=page, presses=0, age_s=age_s, is_resume=True, now=T0)
    return game


def tell(game: Game, counts: Counts, *, page: str = "page", is_resume: bool = False) -> list[int]:
    """Send (when, cumulative count) messages; give how many presses of each are credited."""
    return [
        game.hear(
            "ann", arena="classic", page=page, presses=count, acked=0, age_s=at, is_resume=is_resume, now=T0 + at
        ).credited
        for at, count in counts
    ]


def held_until(game: Game) -> float:
    """Give until when the player is held, in seconds since the start; 0 if not held."""
    until = game.arenas["classic"].scores["ann"].held_until
    return round(until - T0, 6) if until else 0.0


def steady(per_s: float, *, cadence_s: float, start: float = 0.0, seconds: float = 5.0) -> Counts:
    """Give the messages of *per_s* presses a second from *start* on, the first of them with the first press."""
    steps = range(int(seconds / cadence_s))
    return [(start + step * cadence_s, 1 + int(step * cadence_s * per_s + 1e-6)) for step in steps]


def first_hold(game: Game, counts: Counts) -> float | None:
    """Give how long after the first of *counts* a hold begins (s), None if none does."""
    for count in counts:
        tell(game, [count])
        if held_until(game):
            return count[0] - counts[0][0]
    return None


# Hammering


def test_fifty_in_a_second_are_play() -> None:
    game = game_of("page")
    assert tell(game, [(0.1, 25), (1.05, 50)]) == [25, 25]
    assert not held_until(game)


def test_the_fifty_first_is_hammering_and_the_fifty_stay() -> None:
    game = game_of("page")
    assert tell(game, [(0.1, 25), (0.6, 51)]) == [25, 25]
    assert held_until(game) == 60.6


def test_the_window_slides() -> None:
    """Fifty late in one second and some early in the next are hammering; after a whole second they are not."""
    assert tell(game_of("page"), [(0.9, 1), (0.95, 50), (1.1, 60)])[-1] < 10
    assert tell(game_of("page"), [(0.9, 1), (0.95, 50), (2.0, 60)]) == [1, 49, 10]


@pytest.mark.parametrize("cadence_s", [0.02, 0.05, 0.07, 0.1, 0.25, 0.5, 0.7, 0.9, 1.0])
@pytest.mark.parametrize("idle_s", [0.0, 5.0, 600.0])
def test_a_steady_sixty_a_second_is_held_within_two_seconds(cadence_s: float, idle_s: float) -> None:
    after_s = first_hold(game_of("page"), steady(60, cadence_s=cadence_s, start=idle_s))
    assert after_s is not None
    assert after_s <= 2.0


@pytest.mark.parametrize("cadence_s", [0.05, 0.099, 0.1, 0.24, 0.5, 0.9])
def test_a_steady_forty_five_a_second_is_play_even_if_the_server_is_busy(cadence_s: float) -> None:
    assert first_hold(game_of("page"), steady(45, cadence_s=cadence_s, seconds=20)) is None


def test_tabs_share_the_throttle() -> None:
    game = game_of("page", "other")
    assert tell(game, [(0.5, 30)]) == [30]
    assert tell(game, [(0.6, 30)], page="other") == [20]
    assert held_until(game) == 60.6


def test_presses_of_two_tabs_are_judged_by_when_they_can_have_been_made() -> None:
    """Each tab is heard once a second; together they make 60 a second, and no message shows it alone."""
    game = game_of("page", "other")
    story = [tell(game, [(k / 2, 30 * (k // 2 + 1))], page=("page", "other")[k % 2])[0] for k in range(2, 8)]
    assert sum(story) <= 50 * 3.5 + 50
    assert held_until(game)


def test_hammering_on_renews_the_hold() -> None:
    game = game_of("page")
    tell(game, [(0.5, 51)])
    assert held_until(game) == 60.5
    assert tell(game, [(30.0, 102)]) == [0]
    assert held_until(game) == 90.0
    assert tell(game, [(61.0, 103)]) == [1]
    assert held_until(game) == 90.0


def test_a_held_player_gets_one_press_a_minute() -> None:
    game = game_of("page", rules=Rules(hold_s=200.0))
    story = tell(game, [(0.5, 51), *((float(second), 51 + second) for second in range(1, 200))])
    assert [step for step, credited in enumerate(story) if credited] == [0, 61, 121, 181]


def test_the_hold_ends_for_whoever_plays_on_calmly() -> None:
    game = game_of("page")
    story = tell(game, [(0.5, 51), *((float(second), 51 + 5 * second) for second in range(1, 63))])
    assert story[59:] == [0, 0, 5, 5]
    assert not held_until(game)


def test_a_hold_earns_nothing_and_outlasts_a_restart() -> None:
    game = game_of("page")
    tell(game, [(0.5, 51)])
    assert tell(game, [(30.0, 100)], is_resume=True) == [0]
    game = restarted(game, now=T0 + 35)
    assert tell(game, [(40.0, 101)], is_resume=True) == [0]
    assert tell(restarted(game, now=T0 + 70), [(70.0, 1_000)], is_resume=True) == [int(25 * 9.5) + 50]


# Silence


def test_presses_that_a_stall_kept_back_all_count() -> None:
    """65 presses of 8 s arrive together on an open connection."""
    game = game_of("page")
    assert sum(tell(game, [(8.0 + count / 1_000, count) for count in range(1, 66)])) == 65
    assert not held_until(game)


def test_a_stall_that_lets_go_in_pieces_is_one_stall() -> None:
    """After a pause in the middle, what comes is heard together with what came before, once it is close enough."""
    game = game_of("page")
    first = [(8.0, 3), (8.005, 6)]
    rest = [(8.2 + count / 1_000, 6 + 3 * count) for count in range(1, 60)]
    assert sum(tell(game, first + rest)) == 183
    assert not held_until(game)


def test_presses_made_before_the_first_contact_count() -> None:
    game = game_of()
    assert tell(game, [(10.0, 120)], is_resume=True) == [120]
    assert not held_until(game)


def test_a_page_load_may_say_that_it_is_a_minute_old_and_no_more() -> None:
    game = game_of()
    assert tell(game, [(1_000.0, 5_000)], is_resume=True) == [25 * 59 + 50]


def test_two_tabs_that_were_away_both_keep_their_presses() -> None:
    game = game_of("page", "other")
    assert tell(game, [(10.0, 60)], is_resume=True) == [60]
    assert tell(game, [(10.0, 60)], page="other", is_resume=True) == [60]
    assert not held_until(game)


def test_a_tab_that_was_away_for_long_takes_nothing_from_one_that_stalled_for_a_moment() -> None:
    game = game_of("page", "other")
    tell(game, [(590.0, 100)], page="other")
    assert tell(game, [(600.0, 14_000)], is_resume=True) == [14_000]
    assert tell(game, [(600.0, 300)], page="other", is_resume=True) == [200]
    assert not held_until(game)


def test_several_tabs_cannot_each_claim_the_time_away() -> None:
    game = game_of("page", "other")
    tell(game, [(100.0, 5_000)], is_resume=True)
    assert tell(game, [(100.0, 5_000)], page="other", is_resume=True) == [0]


def test_many_tabs_silent_for_a_while_have_one_silence_between_them() -> None:
    """However long the player has been idle before."""
    pages = [f"page {number}" for number in range(20)]
    game = game_of(*pages)
    for page in pages:
        tell(game, [(600.0, 0)], page=page)
    assert sum(tell(game, [(620.0, 475)], page=page)[0] for page in pages) <= 50 * 20 + 50


def test_many_new_page_loads_have_one_minute_between_them() -> None:
    game = game_of("page")
    tell(game, [(600.0, 1)])
    credited = [tell(game, [(660.0 + number, 1_475)], page=f"page {number}", is_resume=True)[0] for number in range(20)]
    assert sum(credited) <= 50 * (61 + 19) + 50


def test_much_after_a_silence_is_a_persons_rate_and_one_window() -> None:
    game = game_of("page")
    assert tell(game, [(20.0, 950)]) == [25 * 19 + 50]
    assert held_until(game) == 80.0


def test_introductions_gain_nothing() -> None:
    game = game_of("page")
    credited = sum(tell(game, [(float(second), 95 * second) for second in range(1, 601)], is_resume=True))
    assert credited <= 50 * 600 + 50
    fifty = game_of("page")
    assert sum(tell(fifty, [(float(k), 50 * k) for k in range(1, 601)], is_resume=True)) == 50 * 600


def test_silence_counts_so_far_back_and_no_further() -> None:
    game = game_of("page")
    assert tell(game, [(2_000.0, 100_000)], is_resume=True) == [25 * 599 + 50]


def test_steady_presses_use_the_silence_up() -> None:
    """A tab cannot claim the time in which another one pressed at a person's rate, only the minute before that."""
    game = game_of("page", "other")
    tell(game, [(tenth / 10, tenth * 5 // 2) for tenth in range(1, 1_000)])
    assert tell(game, [(100.0, 3_000)], page="other")[0] <= 25 * 60 + 50


def test_a_repeated_count_ends_a_silence() -> None:
    game = game_of("page")
    tell(game, [(10.0, 1), (29.9, 1)])
    assert tell(game, [(30.0, 900)]) == [50]


# Bounds


def test_a_flood_of_messages_takes_bounded_memory() -> None:
    game = game_of("page")
    for step in range(1, 5_001):
        tell(game, [(1 + step / 10_000, step)])
        window = game.arenas["classic"]._throttle._windows["ann"]
        assert len(window.marks) <= 130
    assert held_until(game) == 61.5


def test_a_window_with_nothing_in_it_is_not_kept() -> None:
    game = game_of("page")
    tell(game, [(1.0, 5)])
    game.sweep(T0 + 400, most=10)
    assert not game.arenas["classic"]._throttle._windows
