"""A game that was followed, and is gone on with, is the one that a start would load from the same folder.

Whatever was played, and however it ended: by the records, the boards, what the next presses come to, and the time.
"""

import asyncio
import random
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.moderation import DeedAsk
from clickgame.core.boards import BOARDS
from clickgame.core.feed import Entry
from clickgame.core.game import Game
from clickgame.core.moderation import Report
from clickgame.core.players import Player
from clickgame.core.roster import SEEN_S
from clickgame.core.rules import rules_of
from clickgame.core.runs import Run
from clickgame.core.state import Change
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.settings import Settings
from persistence import codec, files
from persistence.errors import DiskTrouble
from persistence.follower import Follower
from persistence.store import Store
from tests.engine.life import hear, join
from tests.engine.plays import DAY_S, Plays
from tests.fakes import FakeClock

NOON = 20_000 * DAY_S + 12 * 3_600.0
STORIES = 12
kinds_told, stories_told = set[str](), set[int]()


class Names:
    """Names that nobody has, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        """Begin."""
        self._rng = random.Random(f"names {seed}")

    def __call__(self, size: int) -> str:
        """Give the next one."""
        return self._rng.randbytes(size).hex()


class Stage:
    """An owner who plays, somebody who follows, and whoever takes over, by one clock."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        """Start with nobody playing."""
        self.folder = folder / "data"
        self.loaded_from = folder / "copy"
        self.clock = FakeClock(NOON)
        self.settings = Settings(
            data_dir=self.folder, **{"guest_age_s": 1_200.0, "silence_s": 60.0, "feed_per_s": 1_000.0, **settings}
        )
        self.follower = Follower(self.folder, self.start)

    def start(self, state: Any) -> Game:
        """Start the game that follows."""
        return Game(rules_of(self.settings), state, now=self.clock.now)

    def follow(self) -> None:
        """Catch up in small slices, and place who has changed."""
        while self.follower.catch_up(most=5):
            self.follower.records.settle(3)
        self.follower.records.settle()
        self.follower.records.forgo()

    async def owner(self) -> Engine:
        """Open the engine that plays, and remember what kinds of records there are."""
        store = Store.open(self.folder)
        append = store.append

        def noting(changes: Iterable[Change], *, at: float) -> None:
            noted = list(changes)
            kinds_told.update(change.kind for change in noted)
            append(noted, at=at)

        store.append = noting
        return await self.engine(store)

    async def engine(self, store: Store, *, seed: int = 1) -> Engine:
        """Open an engine on *store*."""
        engine = Engine(self.settings, clock=self.clock, rng=random.Random(seed))
        await engine.open(store, refused_by=DiskTrouble)
        return engine

    async def both(self, owner: Engine, *, rest: bytes = b"") -> tuple[Engine, Engine]:
        """Kill the *owner*, whose last line is *rest*; give an engine that takes over, and one that loads."""
        await owner.commit.written()
        owner.commit.stop()
        owner._settler.stop()
        with max(self.folder.glob("journal-*.log")).open("ab") as journal:
            journal.write(rest)
        shutil.copytree(self.folder, self.loaded_from)
        owner._store._lock.close()  # pyright: ignore[reportAttributeAccessIssue]  # as a kill does
        follows = await self.engine(Store.open(self.folder, follower=self.follower))
        return follows, await self.engine(Store.open(self.loaded_from))


def records(game: Game) -> list[str]:
    """Write all records down, without the numbers of what comes in some order, and when players were here."""
    rows: list[str] = []
    for kind, record, _ in game.records():
        told = record
        if isinstance(record, Player):
            told = replace(record, seen_at=0.0)
        elif isinstance(record, Entry | Report):
            told = replace(record, number=0)
        elif isinstance(record, Run):
            told = record._replace(id="")
        rows.append(codec.encode(Change(kind, told)))
    return sorted(rows)


def inside(game: Game) -> dict[str, Any]:
    """Give what a game goes by besides its records."""
    roster, kept = game.roster, game.moderation
    return {
        "total": game.total,
        "guests": sorted(roster.guests),
        "absent": [(guest, roster.players[guest].seen_at // SEEN_S) for guest in roster._absent],
        "off": (roster.off, {name: players for name, players in roster.left_out.items() if players}),
        "banned": (kept.banned, kept.hidden, kept.renamed, kept.marks),
        "in force": sorted(deed.number for deed in kept.deeds.values() if kept.is_in_force(deed)),
        "arenas": {
            name: (
                arena.total,
                arena.boards.day,
                sorted(arena._runs),
                [arena.scores[player].pressed_at for player in arena._runs],
                {
                    (player, page): (entry.heard_at, entry.total_then, entry.since, entry.spare, entry.before)
                    for player, score in arena.scores.items()
                    for page, entry in score.pages.items()
                },
            )
            for name, arena in game.arenas.items()
        },
        "boards": {
            (name, board.key): game.rows(name, board.key, count=50)
            for name, arena in game.arenas.items()
            for board in BOARDS
            if board.key in arena.boards
        },
        "going": {
            (player, arena): (going.started_at, going.pressed_at, going.seen, going.seen_at)
            for player, of_player in game.runs._going.items()
            for arena, going in of_player.items()
        },
        "absence": game._absence._begins_at,
        "ahead": sorted((run.player, run.started_at, run.ahead, run.to_ahead) for run in game.runs.all()),
    }


def number_alike(follows: Game, loads: Game) -> None:
    """Have what operators do be numbered alike: whoever followed gives no number again of what is gone."""
    assert follows.moderation.newest >= loads.moderation.newest
    loads.moderation.newest = follows.moderation.newest


def assert_same(follows: Engine, loads: Engine, when: str) -> None:
    for engine in (follows, loads):
        engine.game.settle()
    ours, theirs = records(follows.game), records(loads.game)
    only = set(ours) - set(theirs), set(theirs) - set(ours)
    assert only == (set(), set()), when
    assert ours == theirs
    told = inside(follows.game), inside(loads.game)
    for part in told[0]:
        assert told[0][part] == told[1][part], (when, part)


def press_everywhere(engine: Engine) -> None:
    """Have a newcomer press in each arena: of what was pressed by who is erased a load knows nothing, not even when."""
    zoe = join(engine, "zoe")
    for arena in engine.game.arenas:
        hear(engine, zoe, 1, is_resume=True, arena=arena)


@pytest.mark.parametrize("seed", range(STORIES))
def test_whatever_was_played_a_followed_game_is_the_loaded_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Half a line at the end, snapshots while it followed, arenas that closed: see `Plays`."""

    async def run() -> None:
        stage, rng = Stage(tmp_path, arena_age_s=2 * DAY_S, page_age_s=3_600.0), random.Random(seed)
        monkeypatch.setattr(secrets, "token_hex", Names(-1))
        owner = await stage.owner()
        for name in ("ann", "bob", "cid", "dot", "eve"):
            join(owner, name)
        await owner.commit.written()
        stage.follow()
        starts = stage.follower.starts
        plays = Plays(owner, stage.clock, rng)
        for _ in range(120):
            await plays.go_on()
            if rng.random() < 0.07:
                stage.follow()  # of who wanted to be no more, nothing older than a snapshot stays
                await owner.save()
            if rng.random() < 0.3:
                stage.follow()
        press_everywhere(owner)
        stage.clock.move(rng.choice((0.1, 90.0, 400.0, DAY_S)))
        follows, loads = await stage.both(owner, rest=rng.choice((b"", b'9a01bb2e [1,99,1.0,[["p"')))
        assert (stage.follower.starts, follows.game) == (starts, stage.follower.records)
        assert (follows.epoch, follows.erased) == (loads.epoch, loads.erased)
        number_alike(follows.game, loads.game)
        assert_same(follows, loads, "at once")
        taken_over_at, answers = stage.clock.now, list[list[str]]()
        for engine in (follows, loads):
            stage.clock.now = taken_over_at
            monkeypatch.setattr(secrets, "token_hex", Names(seed))
            plays = Plays(engine, stage.clock, random.Random(-seed), reacts=False)
            for _ in range(60):
                await plays.go_on()
            answers.append(plays.answers)
        assert answers[0] == answers[1]
        assert_same(follows, loads, "later")
        for engine in (follows, loads):
            await engine.close()

    asyncio.run(run())
    stories_told.add(seed)


def test_the_stories_had_records_of_every_kind() -> None:
    if len(stories_told) < STORIES:
        pytest.skip("it is about all the stories above")
    assert kinds_told == codec.MARKS.keys()


@pytest.mark.parametrize("clock_s", [-3_600.0, -2 * DAY_S])
def test_what_lies_after_the_takeover_is_as_after_a_load(tmp_path: Path, clock_s: float) -> None:
    """The clock was ahead: of a run, a hold, a guest and a day nothing would ever end otherwise."""

    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        ann, _ = join(owner, "ann"), join(owner, "guest")
        for arena in owner.game.arenas:
            hear(owner, ann, 500, is_resume=True, arena=arena)
        await owner.commit.written()
        stage.follow()
        stage.clock.move(5.0)
        hear(owner, ann, 501, page="late", is_resume=True)
        stage.clock.move(clock_s)
        follows, loads = await stage.both(owner)
        assert follows.game is not stage.follower.records, "everybody was gone through"
        assert_same(follows, loads, "at once")
        assert follows.game.arenas["classic"].scores[ann].pressed_at == stage.clock.now
        for engine in (follows, loads):
            await engine.close()

    asyncio.run(run())


def test_a_hold_is_no_longer_than_by_the_settings_of_who_takes_over(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        ann = join(owner, "ann")
        hear(owner, ann, 0, is_resume=True)
        await owner.commit.written()
        stage.settings = replace(stage.settings, hold_s=10.0)
        stage.follow()
        hear(owner, ann, 9_000)
        stage.clock.move(1.0)
        follows, loads = await stage.both(owner)
        assert_same(follows, loads, "at once")
        assert follows.game.arenas["classic"].scores[ann].held_until == stage.clock.now + 10.0
        for engine in (follows, loads):
            await engine.close()

    asyncio.run(run())


def test_sanctions_that_are_over_are_over_for_who_takes_over(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        link, ann = LocalLink(owner), join(owner, "ann")
        hear(owner, ann, 9, is_resume=True)
        link.moderation.do(DeedAsk("kim", "unrank", ann, "name", for_s=60.0), lambda _: None)
        await owner.commit.written()
        stage.follow()
        assert stage.follower.records.rows("classic", "live", count=9) == []
        stage.clock.move(61.0)
        follows, loads = await stage.both(owner)
        assert_same(follows, loads, "at once")
        assert [row.player for row in follows.game.rows("classic", "live", count=9)] == [ann]
        for engine in (follows, loads):
            await engine.close()

    asyncio.run(run())


def test_who_comes_back_without_pressing_is_no_stranger_to_who_follows(tmp_path: Path) -> None:
    """A greeting changes no score; it is on record all the same, so that nobody is forgotten who was here."""

    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        guest, gone = join(owner, "guest"), join(owner, "gone")
        await owner.commit.written()
        stage.follow()
        for _ in range(30):
            stage.clock.move(61.0)
            owner.arrive("guest", is_new=False)
            owner.present(joined=[guest])
            owner.present(left=[guest])
            await owner.sweep()
        follows, _ = await stage.both(owner)
        await follows.sweep()
        players = follows.game.roster.players
        assert guest in players
        assert gone not in players
        assert stage.clock.now - players[guest].seen_at <= SEEN_S

    asyncio.run(run())


def test_a_followed_game_of_a_damaged_folder_is_loaded_as_ever(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        ann = join(owner, "ann")
        hear(owner, ann, 9, is_resume=True)
        await owner.commit.written()
        stage.follow()
        (stage.folder / files.MARK).write_bytes(b"oops")
        follows, loads = await stage.both(owner)
        assert_same(follows, loads, "at once")
        assert (stage.folder / f"{files.MARK}.damaged").read_bytes() == b"oops"

    asyncio.run(run())
