"""The engine: the rules, with a real data folder, one change at a time."""

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError, HandleTaken, UnknownArena, UnknownBoard, UnknownPlayer
from clickgame.contract.facts import Fact, HandleChanged, Outcome, RunEnded
from clickgame.engine.engine import SWEPT_AT_ONCE, Engine
from clickgame.engine.reads import standings
from clickgame.settings import Settings
from persistence.errors import DiskTrouble, FolderLocked
from persistence.store import Store
from tests.engine.life import files_of, hear, join, tell
from tests.fakes import FakeClock


def test_a_newcomer_is_taken_in_once_and_found_again_by_token(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        new = engine.arrive("secret", is_new=True)
        assert engine.arrive("secret", is_new=True) == new
        assert engine.arrive("secret", is_new=False) == new
        assert "secret" not in repr(engine.game.roster.players)

    tell(tmp_path, story)


def test_a_changed_token_is_the_players_from_then_on_and_the_old_one_nobodys(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        player = join(engine, "old")
        engine.change_token(player, "new")
        assert engine.arrive("new", is_new=False).player == player
        with pytest.raises(UnknownPlayer):
            engine.arrive("old", is_new=False)
        with pytest.raises(UnknownPlayer):
            engine.change_token("nobody", "newer")

    tell(tmp_path, story)


@pytest.mark.parametrize("token", ["0" * 32, "x", "\ud800"])
def test_an_unknown_token_is_refused(tmp_path: Path, token: str) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        with pytest.raises(UnknownPlayer):
            engine.arrive(token, is_new=False)
        assert not engine.game.roster.players

    tell(tmp_path, story)


def test_newcomers_get_different_handles_even_when_the_plain_ones_run_out(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        handles = {engine.arrive(str(number), is_new=True).handle for number in range(300)}
        assert len(handles) == 300

    tell(tmp_path, story)


def test_what_was_answered_is_there_after_a_stop(tmp_path: Path) -> None:
    async def before(engine: Engine, _clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 0, is_resume=True)
        hear(engine, ann, 9)
        engine.rename(ann, "Otter")

    async def after(engine: Engine, _clock: FakeClock) -> None:
        again = engine.arrive("ann", is_new=False)
        assert again.handle == "Otter"
        outcome = hear(engine, again.player, 12, is_resume=True)
        assert (outcome.score, outcome.credited) == (12, 3)

    tell(tmp_path, before)
    tell(tmp_path, after, now=1_002.0)


def test_each_life_has_an_epoch_of_its_own(tmp_path: Path) -> None:
    epochs: list[int] = []

    async def story(engine: Engine, _clock: FakeClock) -> None:
        join(engine, str(len(epochs)))
        epochs.append(engine.epoch)

    for now in (1_000.0, 2_000.0, 3_000.0):
        tell(tmp_path, story, now=now)
    assert epochs == sorted(set(epochs))


def test_two_engines_live_beside_each_other(tmp_path: Path) -> None:
    async def run() -> None:
        engines = [Engine(Settings(data_dir=tmp_path / name), clock=FakeClock()) for name in ("one", "two")]
        for engine in engines:
            await engine.open(Store.open(engine.settings.data_dir), refused_by=DiskTrouble)
        ann = join(engines[0], "ann")
        hear(engines[0], ann, 7, is_resume=True)
        assert [engine.game.total for engine in engines] == [7, 0]
        for engine in engines:
            await engine.close()

    asyncio.run(run())


def test_a_refused_count_changes_nothing_and_holds_up_no_other(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 5, is_resume=True)
        counts = [
            Count(ann, "classic", "one", 4),
            Count("nobody", "classic", "one", 6),
            Count(ann, "moon", "one", 6),
            Count(ann, "classic", "one", 6),
        ]
        answers = engine.hear(counts)
        assert [answer.code for answer in answers if isinstance(answer, GameError)] == [
            "count_decreased",
            "unknown_player",
            "unknown_arena",
        ]
        assert engine.game.total == 6

    tell(tmp_path, story)


def test_a_repeated_count_is_not_written_again(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 5, is_resume=True)
        await engine.commit.written()
        hear(engine, ann, 5)
        assert not engine.commit._changes

    tell(tmp_path, story)


def test_a_save_without_changes_writes_nothing(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        join(engine, "ann")
        await engine.commit.written()
        assert await engine.save() is True
        files = files_of(tmp_path)
        assert await engine.save() is False
        await engine.sync()
        assert files_of(tmp_path) == files

    tell(tmp_path, story)


def test_a_second_engine_on_the_folder_is_refused(tmp_path: Path) -> None:
    async def story(_engine: Engine, _clock: FakeClock) -> None:
        with pytest.raises(FolderLocked):
            Store.open(tmp_path)

    tell(tmp_path, story)


@pytest.mark.parametrize("ended_by", ["the sweep", "the next press"])
def test_a_run_that_ends_is_told_by_one_fact_after_the_record(tmp_path: Path, ended_by: str) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        told: list[tuple[Fact, bool]] = []
        engine.listen(
            lambda fact: told.append((fact, bool(engine.commit._changes))) if isinstance(fact, RunEnded) else None
        )
        ann = join(engine, "ann")
        hear(engine, ann, 4, is_resume=True)
        await engine.sweep()
        clock.move(300)
        if ended_by == "the sweep":
            await engine.sweep()
        else:
            hear(engine, ann, 5)
            assert told == []
            await engine.commit.written()
        assert told == [(RunEnded(ann, score=4, before=4, best=4, arena="classic", is_new_best=True), False)]

    tell(tmp_path, story)


def test_a_crowd_whose_runs_end_together_holds_up_nobody(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        facts: list[Fact] = []
        for number in range(SWEPT_AT_ONCE * 2 + 1):
            hear(engine, join(engine, str(number)), 1, is_resume=True)
        await engine.commit.written()
        engine.listen(lambda fact: facts.append(fact) if isinstance(fact, RunEnded) else None)
        clock.move(300)
        sweeping = asyncio.create_task(engine.sweep())
        told = list[int]()
        while not sweeping.done():
            await asyncio.sleep(0)
            told.append(len(facts))
        await engine.commit.written()
        assert max(after - before for before, after in pairwise([0, *told])) == SWEPT_AT_ONCE
        assert len(facts) == SWEPT_AT_ONCE * 2 + 1

    tell(tmp_path, story)


def test_old_guests_are_forgotten_for_good_unless_they_are_here(tmp_path: Path) -> None:
    async def before(engine: Engine, clock: FakeClock) -> None:
        gone, here = join(engine, "gone"), join(engine, "here")
        engine.present(joined=[gone, here])
        engine.present(left=[gone])
        clock.move(90)
        await engine.sweep()
        assert list(engine.game.roster.players) == [here]

    async def after(engine: Engine, _clock: FakeClock) -> None:
        assert len(engine.game.roster.players) == 1

    tell(tmp_path, before, guest_age_s=60.0)
    tell(tmp_path, after, guest_age_s=60.0, now=1_091.0)


def test_a_guest_who_was_forgotten_on_the_way_in_stops_nobody(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        first, second = join(engine, "first"), join(engine, "second")
        engine.present(joined=[first, second])
        assert engine.presence.online == 2
        engine.present(left=[first, second])
        assert engine.presence.online == 0

    tell(tmp_path, story, guests_kept=1)


def test_a_guest_makes_room_when_there_are_too_many(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        join(engine, "first")
        join(engine, "second")
        with pytest.raises(UnknownPlayer):
            engine.arrive("first", is_new=False)

    tell(tmp_path, story, guests_kept=1)


def test_a_rename_is_announced_after_the_record_and_a_refused_one_is_not(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        facts: list[Fact] = []
        engine.listen(facts.append)
        ann, bob = join(engine, "ann"), join(engine, "bob")
        assert engine.rename(ann, " Fox ") == "Fox"
        assert facts == []
        with pytest.raises(HandleTaken):
            engine.rename(bob, "F0X")
        await engine.commit.written()
        assert facts == [HandleChanged(ann, "Fox")]

    tell(tmp_path, story)


def test_boards_are_as_of_now_and_standings_as_of_the_newest_board(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 4, is_resume=True)
        assert standings(engine, [(ann, "classic", "live")])[0].rank == 0
        first = engine.board("classic", "live")
        assert (first.lines, first.total, first.version) == (":4", 4, 1)
        assert standings(engine, [(ann, "classic", "live")])[0].rank == 1
        assert engine.board("classic", "live") is first
        with pytest.raises(UnknownBoard):
            engine.board("classic", "worst")
        with pytest.raises(UnknownArena):
            engine.board("moon", "live")

    tell(tmp_path, story)


def test_an_engine_that_is_not_open_says_so() -> None:
    engine = Engine(Settings())
    with pytest.raises(AttributeError, match="game"):
        _ = engine.game
    asyncio.run(engine.close())


def test_who_hands_over_writes_no_snapshot_and_loses_nothing(tmp_path: Path) -> None:
    async def run() -> None:
        engine = Engine(Settings(data_dir=tmp_path), clock=FakeClock())
        await engine.open(Store.open(tmp_path), refused_by=DiskTrouble)
        hear(engine, join(engine, "ann"), 7, is_resume=True)
        await engine.close(saves=False)

    async def after(engine: Engine, _clock: FakeClock) -> None:
        assert engine.game.total == 7

    asyncio.run(run())
    assert not list(tmp_path.glob("snapshot-*"))
    tell(tmp_path, after)


def test_what_was_heard_elsewhere_is_judged_by_when_but_never_before_what_was_judged_already(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        player = join(engine, "ann")
        hear(engine, player, 1, is_resume=True)
        clock.move(5.0)
        ats = [1_002.0, 1_001.0, None, 1_004.0]
        came = [engine.hear([Count(player, "classic", "one", 2)], at)[0] for at in ats]
        assert [each.at for each in came if isinstance(each, Outcome)] == [1_002.0, 1_002.0, 1_005.0, 1_005.0]

    tell(tmp_path, story)
