"""A game that was followed, and is gone on with, is the one that a start would load from the same folder.

Whatever was played, and however it ended: by the records, the boards, what the next presses come to, and what time does.
"""

import asyncio
import random
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.contract.moderation import DeedAsk
from clickgame.core.boards import BOARDS
from clickgame.core.game import Game
from clickgame.core.roster import SEEN_S
from clickgame.core.rules import rules_of
from clickgame.core.state import Change
from clickgame.engine import choices, privacy
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.settings import Settings
from persistence import codec
from persistence.errors import DiskTrouble
from persistence.follower import Follower
from persistence.store import Store
from tests.engine.life import join
from tests.fakes import FakeClock

DAY_S = 86_400.0
NOON = 20_000 * DAY_S + 12 * 3_600.0
ARENAS = ("classic", "sprint", "marathon", "programs")
STORIES = 150
seen = set[str]()


class Names:
    """Names that nobody has, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(f"names {seed}")

    def __call__(self, size: int) -> str:
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
        """Open the engine that plays."""
        return await self.engine(Store.open(self.folder))

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
    for change in game.records():
        kind, record, _ = change
        match kind:
            case "player":
                told = replace(record, seen_at=0.0)
            case "entry" | "report":
                told = replace(record, number=0)
            case "run":
                told = record._replace(id="")
            case _:
                told = record
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
    assert sorted(set(ours) ^ set(theirs)) == [], when
    assert ours == theirs
    told = inside(follows.game), inside(loads.game)
    for part in told[0]:
        assert told[0][part] == told[1][part], (when, part)


async def play(engine: Engine, clock: FakeClock, rng: random.Random, *, rounds: int, stage: Stage | None) -> list[Any]:
    """Have all sorts of things happen by chance, the same for the same *rng*; give what was answered."""
    link, answers = LocalLink(engine), []
    link.moderation._rng = random.Random(2)
    game, presses = engine.game, dict[tuple[str, str, str], int]()

    def players() -> list[str]:
        return sorted(game.roster.players)

    def someone() -> str:
        return rng.choice(players())

    def count(player: str, arena: str) -> None:
        page = rng.choice("pq")
        presses[player, arena, page] = presses.get((player, arena, page), 0) + rng.choice((0, 1, 3, 12, 70))
        outcome = engine.hear([Count(player, arena, page, presses[player, arena, page], 0, 30.0, is_resume=True)])
        answers.extend(str(each) for each in outcome)

    def press() -> None:
        count(someone(), rng.choice(sorted(game.arenas)))

    def go_on() -> None:
        for (player, arena, page), before in list(presses.items())[-3:]:
            if player in game.roster.players and arena in game.arenas:
                presses[player, arena, page] = before + rng.randint(1, 9)
                answers.extend(map(str, engine.hear([Count(player, arena, page, presses[player, arena, page])])))

    def do(what: str) -> Callable[[], None]:
        ask = DeedAsk("kim", what, someone(), "name", for_s=rng.choice((5.0, 4_000.0, 0.0)))
        return lambda: link.moderation.do(ask, lambda _: None)

    def erase() -> None:
        if len(players()) > 4:
            privacy.erase(engine, someone())

    def open_arena() -> None:
        name = engine.open_arena(someone(), rng.choice(("classic", "sprint")), f"Place {rng.randint(0, 999)}")
        count(someone(), name)

    def react() -> None:
        if engine.game.feed.entries:
            engine.feed.react(someone(), rng.choice(sorted(game.feed.entries)), rng.choice(("wow", "")))

    for round_ in range(rounds):
        clock.move(rng.choice((0.05, 0.3, 1.0, 20.0, 61.0, 301.0)))
        if round_ % 25 == 24:
            clock.move(rng.choice((DAY_S / 2, DAY_S, 3 * DAY_S)))
        kinds: list[Callable[[], object]] = [
            *[press] * 6,
            *[go_on] * 4,
            lambda: answers.append(join(engine, f"new {round_}")),
            lambda: engine.arrive(f"new {rng.randint(0, rounds)}", is_new=False),
            lambda: engine.rename(someone(), f"Player {round_}"),
            lambda: engine.change_token(someone(), f"token {round_}"),
            lambda: choices.leave_boards(engine, someone(), rng.random() < 0.7),
            lambda: choices.change_program(engine, someone(), f"program {round_}"),
            do("hide"),
            do("ban"),
            do("unrank"),
            do("rename"),
            lambda: link.moderation.undo("kim", rng.randint(1, 9), lambda _: None),
            lambda: link.moderation.report(someone(), "player", someone(), "name", lambda _: None),
            erase,
            open_arena,
            *([react] if stage else []),  # which entry has which number is not certain
            lambda: engine.feed.look(),
        ]
        with suppress(GameError):
            rng.choice(kinds)()
        engine.commit.flush()
        if round_ % 5 == 4:
            await engine.sweep()
            await engine.recorder.stories.look()
            engine.turn()
        await engine.commit.written()
        if stage is not None and rng.random() < 0.07:
            stage.follow()  # of who wanted to be no more, nothing older than a snapshot stays
            await engine.save()
        if stage is not None and rng.random() < 0.3:
            stage.follow()
    return answers


@pytest.mark.parametrize("seed", range(STORIES))
def test_whatever_was_played_a_followed_game_is_the_loaded_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Half a line at the end, snapshots while it followed, arenas that closed: see what `play` does."""

    async def run() -> set[str]:
        stage, rng = Stage(tmp_path, arena_age_s=2 * DAY_S, page_age_s=3_600.0), random.Random(seed)
        owner = await stage.owner()
        for name in ("ann", "bob", "cid", "dot", "eve"):
            join(owner, name)
        await owner.commit.written()
        stage.follow()
        starts = stage.follower.starts
        await play(owner, stage.clock, rng, rounds=120, stage=stage)
        stage.clock.move(rng.choice((0.1, 90.0, 400.0, DAY_S)))
        follows, loads = await stage.both(owner, rest=rng.choice((b"", b'9a01bb2e [1,99,1.0,[["p"')))
        assert (stage.follower.starts, follows.game) == (starts, stage.follower.records)
        assert (follows.epoch, follows.erased) == (loads.epoch, loads.erased)
        number_alike(follows.game, loads.game)
        assert_same(follows, loads, "at once")
        kinds = {change.kind for change in follows.game.records()}
        taken_over_at, answers = stage.clock.now, list[list[Any]]()
        for engine in (follows, loads):
            stage.clock.now = taken_over_at
            monkeypatch.setattr(secrets, "token_hex", Names(seed))
            answers.append(await play(engine, stage.clock, random.Random(-seed), rounds=60, stage=None))
            await engine.sweep()
        assert answers[0] == answers[1]
        assert_same(follows, loads, "later")
        for engine in (follows, loads):
            await engine.close()
        return kinds

    seen.update(asyncio.run(run()))


def test_the_stories_had_records_of_every_kind() -> None:
    if len(seen) < 5:
        pytest.skip("it is about the stories above")
    assert seen == set()
