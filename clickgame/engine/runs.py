"""The story of runs, as the engine keeps it: a look at whoever presses, and a record of each run that is over.

Looks are a job beside the presses, in slices that give way to them. A run's record goes to the journal with what ended
it, and its story is told once the journal has it.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import islice

from clickgame.contract.errors import UnknownBoard
from clickgame.contract.facts import RunEnded, Standing
from clickgame.contract.runs import Ghost, Race, RunCard, RunRead, Story
from clickgame.core.boards import BOARDS
from clickgame.core.curves import counts_of, reached, step_of
from clickgame.core.game import Game
from clickgame.core.leaderboards import Leaderboards
from clickgame.core.periods import PERIODS
from clickgame.core.players import Player
from clickgame.core.runs import LEAST, Run

LOOKED_AT_ONCE = 500  # runs that are looked at between two turns of the loop: about a millisecond
PLACED_MOST = 64  # players who are placed and judged, where no page looks at the boards, before ranks are told
ID_BYTES = 6
GHOSTS_REMEMBERED = 256

OF_THE_DAY = tuple(kind.key for kind in BOARDS if kind.period == PERIODS[0].key)
"""The boards by whose rank a run is told; the first that its arena has."""

_DAY, _WEEK = PERIODS


class Stories:
    """Looks at the runs of *game*, and tells of those that are over."""

    def __init__(self, game: Game, *, clock: Callable[[], float]) -> None:
        """Go on with the runs of before a start."""
        self._game = game
        self._clock = clock
        self._looked_at = clock()
        for arena in game.arenas.values():
            for player in arena.pressed_since(-1.0):
                game.runs.resume(arena.scores[player], now=self._looked_at)

    async def look(self) -> None:
        """Look at whoever has pressed since the last look, a few at a time."""
        for _ in self.slices():
            await asyncio.sleep(0)

    def slices(self) -> Iterator[int]:
        """Look at whoever has pressed since the last look; give how many after each slice."""
        since, self._looked_at = self._looked_at, self._clock()
        for arena in tuple(self._game.arenas.values()):
            pressed = iter(list(arena.pressed_since(since)))
            while some := list(islice(pressed, LOOKED_AT_ONCE)):
                now = self._clock()
                for player in some:
                    score = arena.scores.get(player)
                    if score is not None:  # or the player was forgotten meanwhile
                        self._game.runs.look(score, now=now)
                yield len(some)

    def settle(self) -> None:
        """Bring the ranks up to date that are about to be told, also where no page looks at the boards."""
        for arena in {ended.arena for ended in self._game.runs_ended}:
            place = self._game.arenas[arena]
            place.boards.settle(PLACED_MOST)
            self._game.judge(place, most=PLACED_MOST)

    def end(self, ended: RunEnded) -> Run:
        """Give the run that has *ended*; it has an id if it stays."""
        game = self._game
        run = self._ranked(game.runs.end(ended, now=self._clock()))
        if run.score >= LEAST and (run.player, run.arena) not in game.moderation.marks:
            while game.runs.find(name := secrets.token_hex(ID_BYTES)):
                pass
            run = run._replace(id=name)
            game.put_run(run)
        return run

    def _ranked(self, run: Run) -> Run:
        boards = self._game.arenas[run.arena].boards
        if run.day != boards.day:
            return self._ranked_then(run)
        rank, lines = _standing_of_the_day(boards, run.player)
        scores = {at: (player, score) for player, at, _, score in lines}
        if rank < 2:  # noqa: PLR2004  # the first has nobody ahead
            return run._replace(rank=rank)
        ahead, score = scores[rank - 1]
        return run._replace(rank=rank, ahead=ahead, to_ahead=score - scores[rank][1])

    def _ranked_then(self, run: Run) -> Run:
        """Give *run* its rank on the board of a day that is over, if that has a line of it."""
        seasons = self._game.seasons(run.arena, _DAY.key)
        rows = next((season.rows for season in seasons if season.number == run.day), ())
        at = next((at for at, row in enumerate(rows) if row.player == run.player), None)
        if not at:
            return run if at is None else run._replace(rank=1)
        ahead = rows[at - 1]
        return run._replace(rank=at + 1, ahead=ahead.player, to_ahead=ahead.score - rows[at].score)


def _standing_of_the_day(boards: Leaderboards, player: str) -> Standing:
    for key in OF_THE_DAY:
        with suppress(UnknownBoard):
            return boards.standing(key, player, beyond=0)
    return Standing(0, [])


def story_of(run: Run, players: Mapping[str, Player]) -> Story:
    """Tell of *run*, with the handle that whoever was ahead has today, if still among *players*."""
    ahead = players.get(run.ahead)
    return Story(
        run.id,
        run.score,
        run.day,
        run.rank,
        "" if ahead is None else ahead.handle,
        0 if ahead is None else run.to_ahead,
        run.best_second,
        run.seconds,
        counts_of(run.curve),
        tuple(run.reached.split()),
    )


def read(run: Run) -> RunRead:
    """Give *run* as anybody may read it."""
    return RunRead(
        run.id,
        run.arena,
        run.started_at,
        run.seconds,
        run.score,
        run.best_second,
        counts_of(run.curve),
        step_of(run.seconds),
    )


def runs(game: Game, player: str) -> list[RunRead]:
    """List the newest runs of *player*, the last first, but for those in arenas that are open by their link.

    Raises UnknownPlayer.
    """
    newest = game.runs.of(game.player(player).id)
    return [read(run) for run in newest if game.places.openings.find(run.arena) is None]


def card(game: Game, run: str) -> RunCard | None:
    """Give what a card says of the run with that id, if there is one."""
    found = game.runs.find(run)
    if found is None:
        return None
    _, title = game.places.kind(found.arena)
    return RunCard(read(found), found.player, game.player(found.player).handle, title, found.day, found.rank)


def race(game: Game, player: str, arena: str, *, now: float) -> Race:
    """Give what a page of *player* is told that arrives in *arena*. Raises UnknownArena."""
    score = game.arena(arena).scores.get(player)
    lasted_s = now - score.started_at if score and score.score and score.started_at else 0.0
    newest = next((run for run in game.runs.of(player) if run.arena == arena), None)
    last = None if newest is None else story_of(newest, game.roster.players)
    return Race(lasted_s, ghosts(game, arena), last)


def ghosts(game: Game, arena: str) -> tuple[Ghost, ...]:
    """Give the runs to race against in *arena*: the best of yesterday, and of this week or else the last."""
    day = game.arena(arena).boards.day
    week = _WEEK.number(day)
    seasons = ((_DAY.key, day - 1),), ((_WEEK.key, week), (_WEEK.key, week - 1))
    found: dict[str, Ghost] = {}
    for either in seasons:
        for period, number in either:
            run = game.runs.best(arena, period, number)
            if run is not None and not game.roster.is_off(run.player):
                found.setdefault(run.id, _ghost(run, period, number, game.player(run.player).handle))
                break
    return tuple(found.values())


@lru_cache(GHOSTS_REMEMBERED)  # each page that arrives is told the same
def _ghost(run: Run, period: str, number: int, handle: str) -> Ghost:
    sums = reached(counts_of(run.curve), run.score)
    return Ghost(period, number, run.player, handle, run.score, step_of(run.seconds), tuple(sums))
