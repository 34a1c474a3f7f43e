"""The rules in words: each number as the settings have it, in a phrase that fits its sentence."""

import pytest

from clickgame.settings import Settings
from clickgame.web.rules import duration, in_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "a second"),
        (0.5, "0.5 seconds"),
        (0, "0 seconds"),
        (30, "30 seconds"),
        (60, "a minute"),
        (90, "90 seconds"),
        (300, "5 minutes"),
        (3_600, "an hour"),
        (5_400, "90 minutes"),
        (86_400, "a day"),
        (604_800, "7 days"),
    ],
)
def test_a_duration_is_said_in_the_largest_whole_unit(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_the_rules_have_the_numbers_of_the_settings() -> None:
    words = in_words(
        Settings(
            throttle_presses=1_200,
            throttle_window_s=2,
            hold_s=30,
            hold_every_s=10,
            run_s=90,
            board_rows=25,
            sync_s=5,
            guest_age_s=3_600,
            renames_per_h=7,
            source_url="https://source.example",
            api_per_s=5,
            api_burst=20,
            api_streams_each=2,
            api_hz=2,
        )
    )
    assert words == {
        "presses": "1,200",
        "window": "2 seconds",
        "hold": "30 seconds",
        "pace": "one press in 10 seconds",
        "run": "90 seconds",
        "rows": "25",
        "loss": "at most the last 5 seconds",
        "guest": "an hour",
        "renames": "7",
        "idle": "30 days",
        "source": "https://source.example",
        "requests": "5",
        "burst": "20",
        "streams": "2",
        "looks": "2",
    }


def test_a_server_that_syncs_before_it_answers_loses_nothing() -> None:
    assert in_words(Settings(sync_s=0))["loss"] == "nothing"
    assert in_words(Settings(sync_s=1))["loss"] == "at most the last second"


def test_a_held_player_has_one_press_a_minute_by_default() -> None:
    assert in_words(Settings())["pace"] == "one press a minute"


def test_a_name_is_one_word_in_lower_case() -> None:
    """An attribute is named by it, and read by it in the browser."""
    assert [name for name in in_words(Settings()) if not (name.isalpha() and name.islower())] == []
