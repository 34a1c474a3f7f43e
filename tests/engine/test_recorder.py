"""What the rules put down is noted, told after it is on record, and told once."""

from pathlib import Path

from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.contract.facts import AchievementReached, Fact, RunEnded, StreakWentOn
from clickgame.core.periods import DAY_S
from clickgame.core.state import DAYS, EARNED, HEARD, PAST_DAYS, STREAK
from clickgame.engine.engine import Engine
from tests.engine.life import hear, join, settled, tell
from tests.fakes import FakeClock

NOON = DAY_S * 1.5


def test_a_press_that_begins_a_day_is_noted_with_its_day_the_one_before_and_its_streak(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 1, is_resume=True)
        await engine.commit.written()
        clock.move(DAY_S)
        told: list[tuple[type[Fact], int]] = []
        engine.listen(lambda fact: told.append((type(fact), len(engine.commit._changes))))
        hear(engine, ann, 2)
        assert {kind for kind, _, _ in engine.commit._changes} >= {HEARD, DAYS, STREAK, PAST_DAYS}
        hear(engine, ann, 3)
        assert engine.game.rolled == engine.game.roster.pressed_on == engine.game.runs_ended == []
        assert engine.game.roster.days_over == []
        await engine.commit.written()
        assert [kind for kind, _ in told].count(StreakWentOn) == 1
        assert {left for _, left in told} == {0}

    tell(tmp_path, story, now=NOON)


def test_what_is_reached_is_told_once_and_after_it_is_on_record(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        reached: list[AchievementReached] = []
        unwritten: set[str] = set()

        def listen(fact: Fact) -> None:
            unwritten.update(kind for kind, _, _ in engine.commit._changes)
            if isinstance(fact, AchievementReached):
                reached.append(fact)

        engine.listen(listen)
        ann = join(engine, "ann")
        hear(engine, ann, 12, is_resume=True)
        await engine.commit.written()
        for _ in range(2):
            engine.board("classic", "live")
            await settled(engine)
        assert [fact.key for fact in reached] == ["lunch", "warm"]
        assert reached[-1].earned == ("lunch", "warm")
        assert EARNED not in unwritten

    tell(tmp_path, story, now=NOON)


def test_an_arena_is_on_record_from_its_opening_to_its_end(tmp_path: Path) -> None:
    async def before(engine: Engine, _clock: FakeClock) -> None:
        ann = join(engine, "ann")
        name = engine.open_arena(ann, "sprint", "Mine")
        (outcome,) = engine.hear([Count(ann, name, "one", 5, 0, 60, is_resume=True)])
        assert not isinstance(outcome, GameError)
        engine.hear([Count(ann, "classic", "two", 20, 0, 60, is_resume=True)])  # more than a glance
        await engine.commit.written()

    async def between(engine: Engine, clock: FakeClock) -> None:
        (arena,) = engine.game.places.openings.all()
        assert engine.game.arenas[arena.name].total == 5
        clock.move(engine.settings.arena_age_s + DAY_S)
        await engine.sweep()
        assert arena.name not in engine.game.arenas
        await engine.commit.written()

    async def after(engine: Engine, _clock: FakeClock) -> None:
        assert list(engine.game.places.openings.all()) == []
        assert engine.game.total == 20
        (days,) = engine.game.roster.past_days.values()
        assert days.by_day() == {1: 5}

    tell(tmp_path, before, now=NOON)
    tell(tmp_path, between, now=NOON)
    tell(tmp_path, after, now=NOON + DAY_S * 40)


def test_a_run_that_ends_by_its_length_is_on_record_before_it_is_told(tmp_path: Path) -> None:
    async def before(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        engine.hear([Count(ann, "sprint", "one", 5, 0, 60, is_resume=True)])
        await engine.commit.written()
        clock.move(61)
        facts: list[Fact] = []
        engine.listen(facts.append)
        engine.hear([Count(ann, "sprint", "one", -1)])
        await engine.commit.written()
        assert [fact.score for fact in facts if isinstance(fact, RunEnded)] == [5]

    async def after(engine: Engine, _clock: FakeClock) -> None:
        (score,) = engine.game.arenas["sprint"].scores.values()
        assert (score.score, score.ended, score.day_best) == (0, 5, 5)

    tell(tmp_path, before, now=NOON)
    tell(tmp_path, after, now=NOON + 62)
