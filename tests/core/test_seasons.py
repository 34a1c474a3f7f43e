"""The seasons that are over: kept by arena and period, the oldest leaving first."""

from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.periods import PERIODS
from clickgame.core.seasons import Seasons

KEPT = 3
PLACES = st.tuples(st.sampled_from(["classic", "sprint"]), st.sampled_from(["day", "week"]), st.integers(0, 9))


@given(st.lists(PLACES))
def test_of_each_arena_and_period_the_newest_stay(places: list[tuple[str, str, int]]) -> None:
    seasons = Seasons(KEPT)
    for arena, period, number in places:
        seasons.put(ClosedSeason(arena, period, number, 1, 2, ()))
    for arena, period in {place[:2] for place in places}:
        listed = seasons.of(arena, period)
        assert [season.number for season in listed] == sorted({season.number for season in listed}, reverse=True)
        assert len(listed) == min(KEPT, len({place[2] for place in places if place[:2] == (arena, period)}))
        assert all(seasons.has(season) for season in listed)
    assert sum(1 for _ in seasons.all()) == sum(len(seasons.of(*key)) for key in {place[:2] for place in places})
    assert seasons.of("nowhere", "day") == []
    assert not seasons.has(ClosedSeason("nowhere", "day", 1, 0, 0, ()))


@given(st.lists(st.tuples(PLACES, st.sampled_from(["", "ann", "bob"]))))
def test_crowns_are_those_of_the_seasons_that_are_kept(closed: list[tuple[tuple[str, str, int], str]]) -> None:
    seasons = Seasons(KEPT)
    for place, champion in closed:
        rows = (SeasonRow(champion, champion.title(), 9), SeasonRow("eve", "Eve", 1)) if champion else ()
        seasons.put(ClosedSeason(*place, len(rows), 10, rows))
    for player in ("ann", "bob", "eve"):
        won = seasons.won_by(player)
        assert set(won) == {season for season in seasons.all() if season.rows and season.rows[0].player == player}
        days = [period.first(season.number + 1) for season in won for period in PERIODS if period.key == season.period]
        assert days == sorted(days, reverse=True)
    seasons.drop("sprint")
    won = {season for player in ("ann", "bob") for season in seasons.won_by(player)}
    assert won == {season for season in seasons.all() if season.rows}
    assert {season.arena for season in seasons.all()} <= {"classic"}


def test_the_champions_are_those_of_yesterday_and_of_last_week() -> None:
    seasons = Seasons(KEPT)
    day, week = 18, 3  # a Monday
    for period, number, champion in (("day", day - 1, "ann"), ("day", day - 2, "cid"), ("week", week - 1, "bob")):
        seasons.put(ClosedSeason("classic", period, number, 1, 9, (SeasonRow(champion, champion, 9),)))
    assert seasons.champions("classic", day) == ["ann", "bob"]
    assert seasons.champions("classic", day + 1) == ["bob"]
    seasons.put(ClosedSeason("classic", "day", day - 1, 1, 9, (SeasonRow("bob", "bob", 9),)))
    assert seasons.champions("classic", day) == ["bob"]
    assert seasons.champions("classic", day + 14) == seasons.champions("sprint", day) == []


def test_a_crown_of_a_period_that_is_no_more_is_not_told() -> None:
    seasons = Seasons(KEPT)
    seasons.put(ClosedSeason("classic", "month", 3, 1, 9, (SeasonRow("ann", "Ann", 9),)))
    assert seasons.won_by("ann") == []
