"""What players ask to be done with what is kept of them: done at once, on record, and out of the files soon."""

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import UnknownPlayer
from clickgame.contract.facts import Fact, FeedChanged, PlayerErased
from clickgame.core.about import about
from clickgame.core.periods import DAY_S
from clickgame.engine.engine import Engine
from clickgame.engine.jobs import JOBS, erase
from clickgame.engine.link import LocalLink
from clickgame.settings import Settings
from persistence.disk import LocalDisk
from persistence.errors import DiskTrouble
from persistence.recovery import recover
from persistence.store import Store
from tests.engine.life import files_of, hear, join, settled, tell
from tests.fakes import FakeClock

NOON = 1_000 * DAY_S + DAY_S / 2
HANDLE = "Wéird Ann"


def traces(folder: Path, *names: str) -> list[str]:
    """Name the files that have one of *names*, as JSON escapes it or not."""
    forms = [form for name in names for form in (name.encode(), name.encode("ascii", "backslashreplace"))]
    return [path.name for path in folder.iterdir() for form in forms if form in path.read_bytes()]


async def play(engine: Engine, clock: FakeClock) -> tuple[str, str]:
    """Have two play on two days, with all that there is to be in, and files of older generations; give their ids."""
    ann, bob = join(engine, "token of ann"), join(engine, "token of bob")
    engine.rename(ann, HANDLE)
    for player, presses in ((ann, 40), (bob, 30)):
        hear(engine, player, 0, is_resume=True)
        hear(engine, player, presses)
    engine.open_arena(ann, "sprint", "Ann at play")
    await settled(engine)
    assert await engine.save()
    clock.move(400)
    await engine.sweep()
    assert await engine.save()
    clock.move(DAY_S)
    await engine.sweep()
    hear(engine, ann, 80)
    engine.feed.look()
    assert await engine.save()
    hear(engine, bob, 31)
    await engine.commit.written()
    return ann, bob


def test_whoever_deletes_everything_is_gone_everywhere_and_from_every_file(tmp_path: Path) -> None:
    key = hashlib.sha256(b"token of ann").hexdigest()

    async def story(engine: Engine, clock: FakeClock) -> None:
        ann, bob = await play(engine, clock)
        facts: list[Fact] = []
        engine.listen(facts.append)
        link = LocalLink(engine)
        aside = tmp_path / "snapshot-00000001.lines.damaged"
        aside.write_bytes(f'["h","{ann}"'.encode())
        assert len(set(traces(tmp_path, ann, HANDLE, key))) >= 4
        about = [number for number, entry in engine.game.feed.entries.items() if entry.player == ann]
        await answered(lambda then: link.erase(ann, then))
        assert facts[0] == PlayerErased(ann)
        hidden = [fact.entry for fact in facts if isinstance(fact, FeedChanged)]
        assert {entry.number for entry in hidden} >= set(about)
        assert all(entry.is_hidden and HANDLE not in entry and ann not in entry for entry in hidden)
        with pytest.raises(UnknownPlayer):
            await link.profile(ann)
        with pytest.raises(UnknownPlayer):
            await answered(lambda then: link.erase(ann, then))
        rows = (await link.seasons("classic", "day"))[0].rows
        assert tuple(rows[0]) == ("", "somebody who left", 40)
        assert rows[1].player == bob
        await erase(engine)
        assert not traces(tmp_path, ann, HANDLE, key, "Ann at play")
        assert not engine.erased
        assert traces(tmp_path, bob)
        written = files_of(tmp_path)
        await erase(engine)
        assert files_of(tmp_path) == written

    tell(tmp_path, story, now=NOON)
    assert len(recover(LocalDisk(), tmp_path).state.players) == 1


def test_a_kill_between_brings_nothing_back_and_the_next_life_clears_the_files(tmp_path: Path) -> None:
    ids: list[str] = []

    async def live_and_be_killed() -> None:
        clock = FakeClock(NOON)
        engine = Engine(Settings(data_dir=tmp_path), clock=clock)
        store = Store.open(tmp_path)
        await engine.open(store, refused_by=DiskTrouble)
        ids.extend(await play(engine, clock))
        await answered(lambda then: LocalLink(engine).erase(ids[0], then))
        store._lock.close()  # as a kill does

    asyncio.run(live_and_be_killed())
    assert traces(tmp_path, ids[0])

    async def next_life(engine: Engine, _clock: FakeClock) -> None:
        assert ids[0] not in engine.game.roster.players
        assert engine.erased == {ids[0]}
        assert [season.rows[0].player for season in (await LocalLink(engine).seasons("classic", "day"))] == [ids[1], ""]
        await erase(engine)
        assert not traces(tmp_path, ids[0], HANDLE)

    tell(tmp_path, next_life, now=NOON + 2 * DAY_S)


def test_a_player_is_given_all_that_is_kept_in_plain_words(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann, bob = await play(engine, clock)
        kept: dict[str, Any] = json.loads(json.dumps(await LocalLink(engine).kept(ann)))
        assert kept["records"].keys() == {each.kind for each in about(engine.game, ann)}
        (player,) = kept["records"]["player"]
        assert (player["id"], player["handle"]) == (ann, HANDLE)
        assert {score["total"] for score in kept["records"]["score"]} == {80}
        assert "Times are in seconds" in kept["note"]
        assert kept["told_at"] == engine.now()
        assert engine.game.player(bob).handle not in str(kept)
        with pytest.raises(UnknownPlayer):
            await LocalLink(engine).kept("nobody")

    tell(tmp_path, story, now=NOON)


def test_snapshots_for_the_sake_of_who_left_are_bounded_by_a_setting() -> None:
    (job,) = (job for job in JOBS if job.name == "erase")
    assert job.every_s(Settings(erase_s=7)) == 7
