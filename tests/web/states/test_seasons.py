"""Days and weeks that are over, in words."""

import pytest

from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.web.states.seasons import Card, Line, card_of, title_of


def season(period: str, number: int, *rows: SeasonRow, players: int = 1, presses: int = 1) -> ClosedSeason:
    """Give a season of the first arena."""
    return ClosedSeason("classic", period, number, players, presses, rows)


@pytest.mark.parametrize(
    ("period", "number", "title"),
    [
        ("day", 0, "Thursday, 1 January 1970"),
        ("day", 20_781, "Tuesday, 24 November 2026"),
        ("week", 2_969, "23 to 29 November 2026"),
        ("week", 2_970, "30 November to 6 December 2026"),
        ("week", 0, "29 December to 4 January 1970"),
    ],
)
def test_a_season_is_called_by_its_days(period: str, number: int, title: str) -> None:
    assert title_of(season(period, number)) == title


def test_a_card_has_the_champion_and_whoever_came_next() -> None:
    rows = SeasonRow("a", "Ann", 1_200), SeasonRow("b", "Bob", 34)
    card = card_of(season("day", 20_781, *rows, players=2, presses=1_234))
    assert card == Card(
        "day-20781",
        "Tuesday, 24 November 2026",
        "2 players, 1,234 presses",
        "a",
        "Ann",
        1_200,
        [Line(2, "b", "Bob", 34)],
    )


def test_one_of_a_kind_is_said_so() -> None:
    assert card_of(season("day", 1, SeasonRow("a", "Ann", 1))).said == "1 player, 1 press"
