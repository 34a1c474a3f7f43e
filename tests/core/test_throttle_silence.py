"""What silence earns, one claim a test: stalls, outages, late first contacts, tabs, and those who make them up."""

import pytest

from tests.core.people import T0, game_of, held_until, restarted, tell


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


def test_it_takes_nothing_from_one_that_is_about_to_let_go_either() -> None:
    game = game_of("page", "other")
    tell(game, [(578.0, 100), (590.0, 101), (600.0, 101)], page="other")
    assert tell(game, [(600.001, 14_000)], is_resume=True) == [14_000]
    assert tell(game, [(600.002, 301)], page="other") == [200]
    assert not held_until(game)


def test_what_a_tab_brought_from_a_long_absence_does_not_use_up_its_next_silence() -> None:
    game = game_of("page", "other")
    tell(game, [(590.0, 5)], page="other")
    assert tell(game, [(600.0, 14_000)], is_resume=True) == [14_000]
    assert tell(game, [(610.0, 14_250)]) == [250]


def test_a_new_page_load_of_somebody_who_has_played_for_long_keeps_its_presses() -> None:
    """What had been credited when it came to be is unknown, and stays so whatever another one brings."""
    game = game_of("page", "other")
    tell(game, [(float(second), 20 * second) for second in range(1, 560)])
    tell(game, [(600.0, 0)], page="new", is_resume=True)
    tell(game, [(600.001, 100)], page="other")
    assert game.arenas["classic"].scores["ann"].pages["new"].before < 0
    assert tell(game, [(600.002, 700)], page="new") == [700]
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


def test_they_have_no_more_when_the_player_has_played_for_long() -> None:
    game = game_of("page")
    tell(game, [(600.0 + second, second) for second in range(400)])
    credited = [tell(game, [(1_000.0, 1_475)], page=f"page {number}", is_resume=True)[0] for number in range(20)]
    assert sum(credited) <= 50 * 61 + 50


@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_restart_neither_lengthens_nor_shortens_a_silence(*, is_restarted: bool) -> None:
    """That a stall kept back more shows when it lets go: what comes with an introduction then is no news."""
    stalled, spoken = game_of("page"), game_of("page")
    tell(stalled, [(20.0, 5)])
    tell(spoken, [(20.0, 5)], is_resume=True)
    if is_restarted:
        stalled, spoken = (restarted(game, now=T0 + 21) for game in (stalled, spoken))
    assert tell(stalled, [(22.0, 950)], is_resume=True) == [pytest.approx(25 * 21 - 5 + 50, abs=1)], "times are rounded"
    assert tell(spoken, [(22.0, 950)], is_resume=True) == [25 + 50]


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
