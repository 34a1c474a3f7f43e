"""What follows from the numbers."""

from clickgame.core.rules import Rules, rules_of
from clickgame.settings import Settings


def test_silence_earns_at_most_half_of_what_the_throttle_lets_through() -> None:
    assert Rules().pace_per_s == 25.0
    assert Rules(person_per_s=10.0).pace_per_s == 10.0
    assert Rules(person_per_s=40.0).pace_per_s == 25.0
    assert Rules(throttle_presses=20, throttle_window_s=2.0).pace_per_s == 5.0


def test_a_page_load_is_not_older_than_silence_counts() -> None:
    assert Rules().claim_s == 60.0
    assert Rules(silence_s=30.0).claim_s == 30.0


def test_the_rules_numbers_are_the_settings() -> None:
    assert rules_of(Settings(throttle_presses=7)).throttle_presses == 7
