"""The story of a run: looked at beside the presses, on record when it is over, and told after that."""

import asyncio
import shutil
from pathlib import Path

import pytest

from clickgame.contract.calls import Count
from clickgame.contract.errors import UnknownArena, UnknownPlayer
from clickgame.contract.facts import Fact, RunEnded, StoryTold
from clickgame.contract.runs import Race, Story
from clickgame.core.curves import reached
from clickgame.core.periods import DAY_S
from clickgame.core.runs import EACH, LEAST
from clickgame.core.state import RUN
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.engine.runs import LOOKED_AT_ONCE, Stories, race
from tests.engine.life import hear, join, tell
from tests.fakes import FakeClock

NOON = DAY_S * 1.5
RUN_S = 300


async def play(engine: Engine, clock: FakeClock, player: str, *counts: int, is_resume: bool = False) -> None:
    """Let a second go by before each of *counts* and a look after it."""
    for count in counts:
        clock.move(1)
        hear(engine, player, count, is_resume=is_resume)
        await engine.recorder.stories.look()


def test_a_run_that_is_over_is_on_record_and_then_told(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        facts: list[tuple[Fact, int]] = []
        engine.listen(lambda fact: facts.append((fact, len(engine.commit._changes))))
        bob, ann = join(engine, "bob"), join(engine, "ann")
        hear(engine, bob, 40, is_resume=True)
        hear(engine, ann, 0, is_resume=True)
        await play(engine, clock, ann, 3, 12, 20)
        clock.move(RUN_S - 9)
        hear(engine, bob, 41)
        clock.move(9)
        await engine.sweep()
        await engine.commit.written()
        told = [(fact, left) for fact, left in facts if isinstance(fact, RunEnded | StoryTold)]
        ended, (fact, left) = told[0][0], told[1]
        assert ended == RunEnded(ann, 20, 20, 20, "classic", is_new_best=True)
        assert isinstance(fact, StoryTold)
        assert left == 0
        (run,) = await LocalLink(engine).runs(ann)
        handle = engine.game.player(bob).handle
        assert fact.story == Story(run.id, 20, 1, 2, handle, 21, 9, 2, (3, 9, 8), ("lunch", "warm"))
        assert (run.arena, run.started_at, run.seconds, run.score) == ("classic", NOON + 1, 2, 20)
        assert (run.best_second, run.curve, run.step_s) == (9, (3, 9, 8), 1)

    tell(tmp_path, story, now=NOON)


def test_a_run_that_the_next_press_ends_has_its_own_times(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 0, is_resume=True)
        await play(engine, clock, ann, 7, 15)
        clock.move(RUN_S)
        hear(engine, ann, 16)
        (run,) = await LocalLink(engine).runs(ann)
        assert (run.started_at, run.seconds, run.score, run.curve) == (NOON + 1, 1, 15, (7, 8))

    tell(tmp_path, story, now=NOON)


def test_a_short_run_is_told_and_does_not_stay(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        facts: list[Fact] = []
        engine.listen(facts.append)
        ann = join(engine, "ann")
        hear(engine, ann, LEAST - 1, is_resume=True)
        clock.move(RUN_S)
        await engine.sweep()
        assert RUN not in {kind for kind, _, _ in engine.commit._changes}
        await engine.commit.written()
        (told,) = [fact.story for fact in facts if isinstance(fact, StoryTold)]
        assert (told.id, told.score, told.rank) == ("", LEAST - 1, 1)
        assert (await LocalLink(engine).runs(ann)) == []

    tell(tmp_path, story, now=NOON)


def test_runs_survive_a_kill_and_one_that_went_on_has_the_curve_of_what_came_after(tmp_path: Path) -> None:
    ann = ""

    async def before(engine: Engine, clock: FakeClock) -> None:
        nonlocal ann
        ann = join(engine, "ann")
        hear(engine, ann, 0, is_resume=True)
        await play(engine, clock, ann, 12)
        clock.move(RUN_S)
        await engine.sweep()
        await play(engine, clock, ann, 32)
        await engine.commit.written()
        shutil.copytree(tmp_path / "one", tmp_path / "as killed")

    async def after(engine: Engine, clock: FakeClock) -> None:
        (run,) = await LocalLink(engine).runs(ann)
        assert (run.score, run.curve) == (12, (12,))
        began = clock.now - 10
        await play(engine, clock, ann, 36)
        clock.move(RUN_S)
        await engine.sweep()
        newest, oldest = await LocalLink(engine).runs(ann)
        assert oldest == run
        assert (newest.score, sum(newest.curve), newest.curve[-1]) == (24, 4, 4)
        assert newest.started_at < began
        assert reached(newest.curve, newest.score)[-1] == newest.score

    tell(tmp_path / "one", before, now=NOON)
    tell(tmp_path / "as killed", after, now=NOON + RUN_S + 20)


def test_of_each_player_the_newest_stay_and_a_card_knows_whose_it_is(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        hear(engine, ann, 0, is_resume=True)
        for number in range(1, EACH + 3):
            await play(engine, clock, ann, number * 20)
            clock.move(RUN_S)
            await engine.sweep()
        runs = await link.runs(ann)
        assert len(runs) == len({run.id for run in runs}) == EACH
        assert [run.started_at for run in runs] == sorted((run.started_at for run in runs), reverse=True)
        engine.rename(ann, "Queen Ann")
        card = await link.run(runs[0].id)
        assert card is not None
        assert (card.run, card.player, card.handle, card.day, card.rank) == (runs[0], ann, "Queen Ann", 1, 1)
        assert (await link.run("nothing")) is None
        engine.game.forget(ann)
        assert (await link.run(runs[0].id)) is None
        with pytest.raises(UnknownPlayer):
            await link.runs(ann)

    tell(tmp_path, story, now=NOON)


def test_ghosts_are_the_best_of_yesterday_and_of_the_week(tmp_path: Path) -> None:
    """On Monday the week's is the last week's; the same run is no two ghosts."""

    async def story(engine: Engine, clock: FakeClock) -> None:
        ann, bob = join(engine, "ann"), join(engine, "bob")
        assert race(engine.game, ann, "classic", now=engine.now()) == Race(0.0, (), None)
        for player in (ann, bob):
            hear(engine, player, 0, is_resume=True)
        await play(engine, clock, ann, 12, 24)
        await play(engine, clock, bob, 10, 20)
        clock.move(RUN_S)
        await engine.sweep()
        (ghost,) = race(engine.game, ann, "classic", now=engine.now()).ghosts
        assert (ghost.period, ghost.player, ghost.score, ghost.reached, ghost.step_s) == ("week", ann, 24, (12, 24), 1)
        clock.move(DAY_S)
        await play(engine, clock, bob, 35)
        clock.move(RUN_S)
        await engine.sweep()
        engine.turn()
        (yesterday,) = race(engine.game, ann, "classic", now=engine.now()).ghosts
        assert (yesterday.period, yesterday.number, yesterday.player) == ("day", 1, ann)
        clock.move(DAY_S)
        engine.turn()
        ghosts = race(engine.game, ann, "classic", now=engine.now()).ghosts
        assert [(ghost.period, ghost.player, ghost.score) for ghost in ghosts] == [("day", bob, 15), ("week", ann, 24)]
        clock.move(DAY_S)
        engine.turn()
        assert [ghost.period for ghost in race(engine.game, ann, "classic", now=engine.now()).ghosts] == ["week"]
        with pytest.raises(UnknownArena):
            race(engine.game, ann, "nowhere", now=engine.now())

    tell(tmp_path, story, now=NOON)


def test_a_page_that_arrives_is_told_how_long_the_run_has_lasted_and_of_the_last_one(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 0, is_resume=True)
        await play(engine, clock, ann, 12)
        clock.move(7)
        assert race(engine.game, ann, "classic", now=engine.now()).lasted_s == 7
        clock.move(RUN_S)
        await engine.sweep()
        told = race(engine.game, ann, "classic", now=engine.now())
        assert told.lasted_s == 0
        assert told.last is not None
        assert (told.last.score, told.last.rank) == (12, 1)

    tell(tmp_path, story, now=NOON)


def test_a_run_that_ends_after_midnight_has_the_rank_of_its_own_day(tmp_path: Path) -> None:
    """As far as that day's board is kept."""

    async def story(engine: Engine, clock: FakeClock) -> None:
        facts: list[Fact] = []
        engine.listen(facts.append)
        players = [join(engine, name) for name in ("ann", "bob", "cy")]
        for place, player in enumerate(players):
            hear(engine, player, 0, is_resume=True)
            await play(engine, clock, player, 30 - 9 * place)
        clock.move(RUN_S)
        engine.turn()
        await engine.sweep()
        await engine.commit.written()
        told = {fact.player: fact.story for fact in facts if isinstance(fact, StoryTold)}
        handle = engine.game.player(players[0]).handle
        assert [told[player].day for player in players] == [1, 1, 1]
        assert [(told[player].rank, told[player].ahead, told[player].to_ahead) for player in players] == [
            (1, "", 0),
            (2, handle, 9),
            (0, "", 0),
        ]

    tell(tmp_path, story, now=2 * DAY_S - 60, season_rows=2)


def test_a_look_at_a_crowd_gives_way_and_takes_in_everybody(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        players = [join(engine, str(number)) for number in range(LOOKED_AT_ONCE + 1)]
        clock.move(1)
        for player in players:
            hear(engine, player, 1, is_resume=True)
        slices = engine.recorder.stories.slices()
        assert next(slices) == LOOKED_AT_ONCE
        engine.game.forget(players[0])  # the last to be looked at: who pressed last comes first
        assert list(slices) == [1]
        assert list(engine.recorder.stories.slices()) == []
        assert len(engine.game.runs._going) == LOOKED_AT_ONCE
        await asyncio.sleep(0)

    tell(tmp_path, story, now=NOON)


def test_an_id_is_given_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = iter(["aa", "aa", "bb"])
    monkeypatch.setattr("secrets.token_hex", lambda _bytes: next(names))

    async def story(engine: Engine, clock: FakeClock) -> None:
        engine.game.join(player="ann", key="ann", handle="Ann", now=clock.now)
        stories = Stories(engine.game, clock=clock)
        runs = [stories.end(RunEnded("ann", LEAST, LEAST, LEAST, "classic")) for _ in range(2)]
        assert [run.id for run in runs] == ["aa", "bb"]

    tell(tmp_path, story, now=NOON)


def test_a_run_of_an_arena_of_runs_is_told_by_the_best_of_the_day(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann, bob = join(engine, "ann"), join(engine, "bob")
        for player, counts in ((bob, (20, 20)), (ann, (15, 14))):
            for number, count in enumerate(counts):
                engine.hear([Count(player, "sprint", f"page {number}", count, 0, 60, is_resume=True)])
                clock.move(60)
                await engine.sweep()
        newest, *_ = await LocalLink(engine).runs(ann)
        card = await LocalLink(engine).run(newest.id)
        assert card is not None
        assert (card.run.arena, card.run.score, card.rank) == ("sprint", 14, 2)
        last = race(engine.game, ann, "sprint", now=engine.now()).last
        assert last is not None
        assert (last.rank, last.to_ahead) == (2, 5)

    tell(tmp_path, story, now=NOON)


def test_a_run_in_an_arena_that_is_open_by_its_link_does_not_give_it_away(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        name = engine.open_arena(ann, "classic", "Mine")
        engine.hear([Count(ann, name, "one", 20, 0, 60, is_resume=True)])
        clock.move(RUN_S)
        await engine.sweep()
        await engine.commit.written()
        assert [run.arena for run in engine.game.runs.of(ann)] == [name]
        assert (await LocalLink(engine).runs(ann)) == []

    tell(tmp_path, story, now=NOON)
