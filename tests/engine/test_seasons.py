"""Days and weeks turn without a restart, whatever the machine did meanwhile, and what is over stays on record."""

import asyncio
import random
import shutil
from pathlib import Path

from clickgame.contract.facts import Fact, RunEnded, StreakState, StreakWentOn
from clickgame.contract.seasons import SeasonRow
from clickgame.core.periods import DAY_S
from clickgame.engine.engine import Engine
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.engine.life import hear, join, tell
from tests.fakes import FakeClock

NOON = DAY_S * 1.5  # of the second of January 1970, a Friday


def rows(engine: Engine, board: str) -> dict[str, int]:
    """Give a board by player, once nothing waits any more."""
    engine.board("classic", board)
    assert engine.game.settle()
    return {row.player: row.score for row in engine.game.rows("classic", board, count=9)}


def test_the_day_turns_at_midnight_whoever_looks_first(tmp_path: Path) -> None:
    """A press, a board, or the sweep: each finds the new day."""

    async def story(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 3, is_resume=True)
        clock.move(DAY_S / 2 - 1)
        hear(engine, ann, 5)
        assert rows(engine, "today") == {ann: 5}
        clock.move(1)
        hear(engine, ann, 9)
        assert rows(engine, "today") == {ann: 4}
        clock.move(DAY_S)
        assert rows(engine, "today") == {}
        clock.move(DAY_S)
        await engine.sweep()
        hear(engine, ann, 10)
        assert (rows(engine, "today"), rows(engine, "week"), rows(engine, "all")) == ({ann: 1}, {ann: 1}, {ann: 10})

    tell(tmp_path, story, now=NOON)


def test_a_season_that_is_over_is_on_record_and_can_be_read(tmp_path: Path) -> None:
    """Stopped on Saturday, started on Tuesday, and once more."""

    async def before(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        engine.rename(ann, "Ann")
        hear(engine, ann, 3, is_resume=True)
        clock.move(DAY_S)
        hear(engine, ann, 7)
        await engine.commit.written()

    async def after(engine: Engine, _clock: FakeClock) -> None:
        days = engine.game.seasons("classic", "day")
        assert [(season.number, season.presses) for season in days] == [(2, 4), (1, 3)]
        (row,) = days[0].rows
        assert row == SeasonRow(row.player, "Ann", 4)
        assert [season.presses for season in engine.game.seasons("classic", "week")] == [7]
        assert engine.game.seasons("classic", "month") == engine.game.seasons("nowhere", "day") == []
        assert rows(engine, "week") == {}

    tell(tmp_path, before, now=NOON)
    tell(tmp_path, after, now=NOON + 4 * DAY_S)
    tell(tmp_path, after, now=NOON + 4 * DAY_S)


def test_days_survive_a_kill(tmp_path: Path) -> None:
    """What was pressed before midnight is not counted again as today's."""
    ann = ""

    async def before(engine: Engine, clock: FakeClock) -> None:
        nonlocal ann
        ann = join(engine, "ann")
        hear(engine, ann, 30, is_resume=True)
        clock.move(DAY_S)
        hear(engine, ann, 34)
        await engine.commit.written()
        shutil.copytree(tmp_path / "one", tmp_path / "as killed")

    async def after(engine: Engine, _clock: FakeClock) -> None:
        assert (rows(engine, "today"), rows(engine, "week")) == ({ann: 4}, {ann: 34})
        assert [season.presses for season in engine.game.seasons("classic", "day")] == [30]

    tell(tmp_path / "one", before, now=NOON)
    tell(tmp_path / "as killed", after, now=NOON + DAY_S + 1)


def test_a_streak_is_told_with_the_first_press_of_a_day_and_on_arrival(tmp_path: Path) -> None:
    ann = ""

    async def before(engine: Engine, clock: FakeClock) -> None:
        nonlocal ann
        facts: list[Fact] = []
        engine.listen(facts.append)
        ann = join(engine, "ann")
        hear(engine, ann, 1, is_resume=True)
        clock.move(DAY_S)
        hear(engine, ann, 2)
        hear(engine, ann, 3)
        await engine.commit.written()
        assert [fact for fact in facts if isinstance(fact, StreakWentOn | RunEnded)] == [
            StreakWentOn(ann, StreakState(1, 1, 3)),
            StreakWentOn(ann, StreakState(2, 2, 4)),
            RunEnded(ann, 1, 1, 1, "classic", is_new_best=True),
        ]

    async def after(engine: Engine, _clock: FakeClock) -> None:
        assert engine.arrive("ann", is_new=False).streak == StreakState(2, 2, 4)
        assert engine.arrive("bob", is_new=True).streak is None

    tell(tmp_path, before, now=NOON)
    tell(tmp_path, after, now=NOON + DAY_S)


def test_a_machine_that_slept_turns_the_day_by_the_wall_clock(tmp_path: Path) -> None:
    """The line of durations stood still meanwhile, and a clock that is set back changes nothing."""

    async def story() -> None:
        clock, wall = FakeClock(NOON), FakeClock(NOON)
        engine = Engine(Settings(data_dir=tmp_path), clock=clock, wall=wall, rng=random.Random(1))
        await engine.open(Store.open(tmp_path), refused_by=DiskTrouble)
        ann = join(engine, "ann")
        hear(engine, ann, 3, is_resume=True)
        wall.move(DAY_S * 2)
        clock.move(1)
        hear(engine, ann, 5)
        assert (rows(engine, "today"), rows(engine, "live")) == ({ann: 2}, {ann: 5})
        wall.move(-DAY_S)
        engine.turn()
        assert rows(engine, "today") == {ann: 2}
        await engine.close()

    asyncio.run(story())


def test_the_turn_of_a_day_on_which_many_played_holds_up_nobody(tmp_path: Path) -> None:
    """It costs what has changed since the last look, not how many are on the boards."""

    async def story(engine: Engine, clock: FakeClock) -> None:
        for number in range(2_000):
            hear(engine, join(engine, str(number)), 1, is_resume=True)
        assert engine.game.settle()
        placed: list[str] = []
        boards = engine.game.arenas["classic"].boards
        place = boards._place
        boards._place = lambda players, those: (placed.extend(players), place(players, those))  # pyright: ignore[reportAttributeAccessIssue]
        clock.move(DAY_S)
        engine.turn()
        assert placed == []
        assert engine.game.seasons("classic", "day")[0].players == 2_000

    tell(tmp_path, story, now=NOON)
