"""The seasons that are over: kept by arena and period, the oldest leaving first."""

from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.seasons import ClosedSeason
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
