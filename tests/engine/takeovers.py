"""An owner who plays, somebody who follows, and what two engines of the same game are compared by."""

import random
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

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
from clickgame.settings import Settings
from persistence import codec
from persistence.errors import DiskTrouble
from persistence.follower import Follower
from persistence.store import Store
from tests.engine.plays import DAY_S
from tests.fakes import FakeClock

NOON = 20_000 * DAY_S + 12 * 3_600.0
kinds_told = set[str]()


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
                sorted(arena._runs.items()),
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
            for player in game.roster.players
            for arena, going in game.runs.going(player).items()
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
