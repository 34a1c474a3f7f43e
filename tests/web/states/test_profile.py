"""A player in words and bars."""

import re

from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.reads import ArenaScore, Crown, Profile
from clickgame.contract.runs import RunRead
from clickgame.web.states.profile import (
    BAR_LEAST,
    BAR_MOST,
    CURVE_WIDTH,
    DAYS_SHOWN,
    RUNS_SHOWN,
    bars_of,
    crown_in_words,
    curves_of,
    date_in_words,
    days_in_words,
    facts_of,
    outline_of,
)

TODAY = 20_782  # 25 November 2026


@given(st.dictionaries(st.integers(TODAY - 90, TODAY), st.integers(1, 10**6)))
def test_each_day_has_a_bar_as_high_as_its_share_of_the_best(days: dict[int, int]) -> None:
    bars = bars_of(days, today=TODAY)
    shown = [days.get(day, 0) for day in range(TODAY - DAYS_SHOWN + 1, TODAY + 1)]
    assert [bar.place for bar in bars] == list(range(DAYS_SHOWN))
    for bar, presses in zip(bars, shown, strict=True):
        assert f": {presses:,} press" in bar.said
        assert (bar.height == 0) == (presses == 0)
        assert bar.height <= BAR_MOST
        if presses:
            assert abs(bar.height - presses / max(shown) * BAR_MOST) <= BAR_LEAST


def test_the_bars_are_said_in_words() -> None:
    first = "27 September"
    assert days_in_words({}, today=TODAY) == ["No presses in the last 60 days.", first]
    assert days_in_words({TODAY - 60: 9}, today=TODAY)[0] == "No presses in the last 60 days."
    assert days_in_words({TODAY: 1}, today=TODAY)[0] == "1 press on 1 day of the last 60. Most today: 1 press."
    said = days_in_words({TODAY - 1: 1_200, TODAY: 30}, today=TODAY)
    assert said == ["1,230 presses on 2 days of the last 60. Most on 24 November: 1,200 presses.", first]


def test_a_date_has_its_year_where_that_is_not_plain() -> None:
    assert date_in_words(TODAY, today=TODAY) == "today"
    assert date_in_words(TODAY - 364, today=TODAY) == "26 November"
    assert date_in_words(TODAY - 365, today=TODAY) == "25 November 2025"


def test_a_crown_says_where_it_was_won_if_that_is_not_plain() -> None:
    assert crown_in_words(Crown("classic", "day", TODAY)) == "Wednesday, 25 November 2026"
    assert crown_in_words(Crown("sprint", "day", TODAY)) == "Wednesday, 25 November 2026 · Sprint"


def test_the_facts_add_up_all_arenas_and_a_streak_that_is_over_is_none() -> None:
    scores = [ArenaScore("classic", "ever", 3, 40, 100), ArenaScore("sprint", "ever", 0, 70, 90)]
    read = Profile("a", "Ann", 190, scores, 4, TODAY, 9, {"warm": 3}, {}, {}, [Crown("classic", "day", 7)])
    assert facts_of(read, today=TODAY) == {
        "total": 190,
        "best": 70,
        "streak": 4,
        "longest": 9,
        "crowns": 1,
        "reached": 1,
    }
    assert facts_of(read, today=TODAY + 1)["streak"] == 0
    assert facts_of(read._replace(scores=[]), today=TODAY)["best"] == 0


@given(st.lists(st.integers(0, 10**6), max_size=40))
def test_a_curve_is_drawn_from_its_foot_to_its_foot_and_never_leaves_the_drawing(counts: list[int]) -> None:
    outline = outline_of(counts)
    points = [tuple(map(float, point.split())) for point in re.split("[ML]", outline.removesuffix("Z"))[1:]]
    assert (points[0], points[-1]) == ((0, BAR_MOST), (CURVE_WIDTH, BAR_MOST))
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert all(0 <= y <= BAR_MOST for _, y in points)
    if any(counts):
        assert min(y for _, y in points) == 0
        assert len(points) == 2 + max(2, len(counts))


def test_the_last_runs_are_told_but_for_those_in_an_arena_that_is_open_by_link() -> None:
    def run(run_id: str, arena: str) -> RunRead:
        return RunRead(run_id, arena, TODAY * 86_400.0, 9, 40, 7, (3, 7, 5), 1)

    curves = curves_of([run("c", "sprint"), run("b", "9f3c01ab"), run("a", "classic")], today=TODAY + 1)
    assert [(curve.path, curve.score, curve.said) for curve in curves] == [
        ("/r/c", 40, "Sprint, 25 November · best second 7"),
        ("/r/a", 40, "Classic, 25 November · best second 7"),
    ]
    assert len(curves_of([run(str(at), "classic") for at in range(20)], today=TODAY)) == RUNS_SHOWN
