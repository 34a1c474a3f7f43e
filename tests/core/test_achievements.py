"""The table of achievements, and when each is reached."""

from datetime import UTC, datetime

import pytest

from clickgame.core import achievements
from clickgame.core.achievements import (
    ACHIEVEMENTS,
    LESSON,
    MEASURES,
    RUN_ACHIEVEMENTS,
    SEASON_AWARDS,
    Achievement,
    Deeds,
    Earned,
)
from clickgame.core.periods import day_of
from clickgame.core.scores import Score, ScoreKey
from clickgame.core.streaks import Streak

KINDS = {achievement.kind for achievement in ACHIEVEMENTS}


def reached(at: datetime | None = None, *, streak: Streak | None = None, best: int = 0, total: int = 0) -> set[str]:
    """Judge somebody who has this *score* and pressed last *at* that time."""
    pressed_at = (at or datetime(1970, 1, 6, 18, tzinfo=UTC)).timestamp()
    day = day_of(pressed_at)
    whole = Score(ScoreKey("ann"), pressed_at=pressed_at, day=day, befores=(0, 0), best=best, total=total)
    return {each.key for each in Earned("ann", {}).judge(Deeds(whole, streak or Streak("ann"), day))}


def test_an_achievement_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Achievement("two-months", "Rent is due", "60 days in a row", 60, "streak")
    monkeypatch.setattr(achievements, "_LADDERS", achievements.ladders((*ACHIEVEMENTS, line)))
    assert line.key not in reached(streak=Streak("ann", days=59))
    assert line.key in reached(streak=Streak("ann", days=60))


def test_achievements_have_names_of_their_own_and_rise_within_their_kind() -> None:
    assert len(ACHIEVEMENTS) >= 30
    assert len({achievement.key for achievement in ACHIEVEMENTS}) == len(ACHIEVEMENTS)
    assert len({achievement.title for achievement in ACHIEVEMENTS}) == len(ACHIEVEMENTS)
    for kind in KINDS:
        steps = [achievement.at for achievement in ACHIEVEMENTS if achievement.kind == kind]
        assert steps == sorted(set(steps))
    assert all(f"{each.at:,} " in each.text for each in ACHIEVEMENTS if each.at > 1)


def test_every_kind_is_measured_or_awarded() -> None:
    awarded = {kind for awards in SEASON_AWARDS.values() for kind, _ in awards}
    assert {*MEASURES, *awarded, LESSON} == KINDS
    assert {each.kind for each in RUN_ACHIEVEMENTS} == {"run"}


def test_lessons_bring_achievements_of_their_own_and_nothing_else_does() -> None:
    earned = Earned("ann", {})
    keys = [[each.key for each in earned.learn(lessons, 7)] for lessons in (0, 1, 1, 7, 8, 15, 16)]
    assert keys == [[], ["hello-world"], [], [], ["halfway"], [], ["rebuilt"]]
    assert earned.days == {"hello-world": 7, "halfway": 7, "rebuilt": 7}
    assert not reached(best=100_000, total=2_000_000, streak=Streak("ann", days=400)) & earned.days.keys()
    assert [each.key for each in Earned("bob", {}).learn(16, 7)] == list(earned.days)


@pytest.mark.parametrize("each", ACHIEVEMENTS, ids=lambda each: each.key)
def test_it_is_reached_at_its_step_and_not_before(each: Achievement) -> None:
    """Those that count something; odd hours and crowns have tests of their own."""
    ways = {
        "run": lambda step: reached(best=step),
        "total": lambda step: reached(total=step),
        "day": lambda step: reached(total=step),
        "week": lambda step: reached(total=step),
        "streak": lambda step: reached(streak=Streak("ann", days=step)),
        "away": lambda step: reached(streak=Streak("ann", away=step)),
    }
    if each.kind in ways:
        assert each.key in ways[each.kind](each.at)
        assert each.key not in ways[each.kind](each.at - 1)


@pytest.mark.parametrize(
    ("at", "keys"),
    [
        (datetime(1970, 1, 6, 1, 59, tzinfo=UTC), set[str]()),
        (datetime(1970, 1, 6, 2, 0, tzinfo=UTC), {"night-owl"}),
        (datetime(1970, 1, 6, 5, 0, tzinfo=UTC), {"early-bird"}),
        (datetime(1970, 1, 6, 7, 0, tzinfo=UTC), set[str]()),
        (datetime(1970, 1, 6, 12, 59, tzinfo=UTC), {"lunch"}),
        (datetime(1970, 1, 6, 0, 0, 59, tzinfo=UTC), {"midnight"}),
        (datetime(1970, 1, 5, 18, tzinfo=UTC), {"monday"}),
        (datetime(1970, 1, 10, 18, tzinfo=UTC), {"weekend"}),
        (datetime(1970, 1, 11, 18, tzinfo=UTC), {"weekend"}),
    ],
)
def test_odd_hours_are_told_by_the_last_press(at: datetime, keys: set[str]) -> None:
    assert reached(at) == keys


def test_what_is_reached_is_given_once() -> None:
    earned = Earned("ann", {})
    deeds = Deeds(Score(ScoreKey("ann"), best=60, pressed_at=64_800.0), Streak("ann"), 5)
    assert [each.key for each in earned.judge(deeds)] == ["warm", "fifty"]
    assert list(earned.judge(deeds)) == []
    assert [each.key for each in earned.award("day won", 6)] == ["crown"]
    assert list(earned.award("day won", 7)) == []
    assert earned.days == {"warm": 5, "fifty": 5, "crown": 6}


def test_coming_back_is_told_by_the_days_between() -> None:
    streak = Streak("ann")
    for day, away in ((4, 0), (5, 0), (13, 7), (14, 0)):
        streak.press_on(day)
        assert streak.away == away


def test_progress_is_the_best_of_all_arenas_and_of_nothing_that_is_reached() -> None:
    """What has no way to it, like an odd hour, has no progress; nor has what was not begun."""
    earned = Earned("ann", {"warm": 4})
    streak = Streak("ann", days=2)
    one = Score(ScoreKey("ann"), best=60, total=90, day=5, befores=(80, 40))
    other = Score(ScoreKey("ann", "sprint"), best=20, total=400, day=4, befores=(0, 0))
    progress = earned.progress(Deeds(score, streak, 5) for score in (one, other))
    assert progress["fifty"] == 50  # about to be judged
    assert (progress["century"], progress["regular"], progress["shift"], progress["hobby"]) == (60, 400, 10, 400)
    assert progress["again"] == 2
    assert {"warm", "missed-you", "night-owl", "crown"}.isdisjoint(progress)
    assert Earned("bob", {}).progress([]) == {}
