"""What the engine answers to those who only read: nothing here changes anything, or waits for the journal."""

from collections.abc import Iterable

from clickgame.contract.boards import Board, Line
from clickgame.contract.errors import UnknownArena
from clickgame.contract.facts import Beginning, Standing
from clickgame.contract.reads import ArenaInfo, ArenaScore, BoardInfo, Crown, PeriodInfo, Profile
from clickgame.contract.seasons import LEFT, ClosedSeason
from clickgame.core.achievements import Deeds, Earned
from clickgame.core.arenas import ARENAS
from clickgame.core.boards import BY_KEY
from clickgame.core.days import presses_by_day
from clickgame.core.periods import PERIODS
from clickgame.core.streaks import Streak
from clickgame.engine import runs
from clickgame.engine.engine import Engine

_LISTED = {kind.key for kind in ARENAS}
"""The arenas that everybody may see; the name of another one is for those who have its link."""

_CROWNED = {kind.key for kind in ARENAS if not kind.has_programs}
_PERIODS = [PeriodInfo(period.key, period.title) for period in PERIODS]
PLACED_MOST = 500  # players who are placed for one look: a few milliseconds


def board(engine: Engine, arena: str, board: str) -> Board:
    """Give a board as it is now. Raises UnknownArena or UnknownBoard.

    Boards that may wait take in everybody by and by, while pages look at them. With nobody here, no page does."""
    if not engine.presence.online:
        engine.game.arena(arena).boards.settle(PLACED_MOST)
    return engine.board(arena, board)


def standings(engine: Engine, asked: Iterable[tuple[str, str, str]]) -> list[Standing]:
    """Give each *asked* player's rank, in an arena and on a board, and the lines around, as of the newest board."""
    beyond = engine.settings.board_rows
    return [engine.game.standing(arena, board, player, beyond=beyond) for player, arena, board in asked]


def lines(engine: Engine, arena: str, board: str, players: Iterable[str]) -> list[Line]:
    """Give the lines of those of *players* who are on the newest board, by rank.

    Raises UnknownArena or UnknownBoard."""
    rows = engine.game.rows_of(arena, board, players)
    return [(row.player, row.rank, row.handle, row.score) for row in rows]


def arenas(engine: Engine) -> list[ArenaInfo]:
    """List the arenas that everybody may see, with their boards."""
    return [arena(engine, kind.key) for kind in ARENAS]


def arenas_of(engine: Engine, player: str) -> list[ArenaInfo]:
    """List the arenas that *player* has opened."""
    places, now = engine.game.places, engine.now()
    return [arena(engine, each.name) for each in places.openings.of(player) if not places.is_shut(each.name, now)]


def arena(engine: Engine, name: str) -> ArenaInfo:
    """Give the arena called *name*. Raises UnknownArena, also where nobody gets in any more."""
    place = engine.game.arena(name)
    if engine.game.places.is_shut(name, engine.now()):
        raise UnknownArena
    kind, title = engine.game.places.kind(name)
    online = engine.presence.count(name)
    boards = [BoardInfo(key, BY_KEY[key].title) for key in kind.all_boards]
    timed, run_s = bool(kind.length_s), place.run_s
    return ArenaInfo(name, place.season, online, boards, _PERIODS, title, kind.text, kind.look, timed, run_s)


def place(engine: Engine, name: str) -> ArenaInfo | None:
    """Give the arena called *name*, or None where `arena` raises."""
    try:
        return arena(engine, name)
    except UnknownArena:
        return None


def beginning(engine: Engine, player: str, arena: str, board: str) -> Beginning:
    """Give what a page of *player* is told that has just introduced itself. Raises UnknownArena and UnknownPlayer."""
    race = runs.race(engine.game, player, arena, now=engine.now())
    (standing,) = standings(engine, [(player, arena, board)])
    return Beginning(race, standing, engine.game.welcome(engine.game.player(player)))


def profile(engine: Engine, player: str) -> Profile:
    """Tell who *player* is and what the player has. Raises UnknownPlayer."""
    known = engine.game.player(player)
    game, roster = engine.game, engine.game.roster
    scores = [score for arena in game.arenas.values() if (score := arena.scores.get(player)) is not None]
    counted = [score for score in scores if game.arenas[score.key.arena].counts_elsewhere]
    streak = roster.streaks.get(player) or Streak(player)
    earned = roster.earned.get(player) or Earned(player, {})
    today = max(arena.boards.day for arena in game.arenas.values())
    return Profile(
        known.id,
        known.handle,
        sum(score.total for score in counted),
        [
            ArenaScore(score.key.arena, score.key.season, score.score, score.best, score.total)
            for score in scores
            if score.key.arena in _LISTED
        ],
        streak.days,
        streak.until,
        streak.longest,
        dict(earned.days),
        earned.progress(
            [Deeds(score, streak if today <= streak.until else Streak(player), today) for score in counted]
        ),
        presses_by_day(roster.past_days.get(player), counted, today=today),
        [
            Crown(season.arena, season.period, season.number)
            for season in game.closed.won_by(player)
            if season.arena in _CROWNED
        ],
    )


def seasons(engine: Engine, arena: str, period: str) -> list[ClosedSeason]:
    """List the seasons that are over, the newest first, without those who are hidden now.

    Who was given another name by an operator has it there, too, and whom nothing names any more is somebody.
    """
    game, hidden = engine.game, engine.game.moderation.hidden
    closed, renamed = [_told(season) for season in game.seasons(arena, period)], game.moderation.renamed
    if not hidden and not renamed:
        return closed
    players = game.roster.players
    return [
        season._replace(
            rows=tuple(
                row._replace(handle=players[row.player].handle) if row.player in renamed else row
                for row in season.rows
                if row.player not in hidden
            )
        )
        for season in closed
    ]


def around(engine: Engine, arena: str, board: str, player: str) -> Standing:
    """Give *player*'s rank as of the newest board, and the lines around.

    Raises UnknownPlayer, UnknownArena or UnknownBoard."""
    known = engine.game.player(player)
    return engine.game.standing(arena, board, known.id, beyond=0)


def _told(season: ClosedSeason) -> ClosedSeason:
    if all(row.player for row in season.rows):
        return season
    rows = tuple(row if row.player else row._replace(handle=LEFT) for row in season.rows)
    return season._replace(rows=rows)


def health(engine: Engine) -> dict[str, object]:
    """Tell how the game is, for whoever watches over the server; before it is open, and after, hardly anything."""
    if not engine.is_open:
        return {"status": "starting"}
    return {
        "status": "saving" if engine.commit.is_troubled else "ok",
        "online": engine.presence.online,
        "players": len(engine.game.roster.players),
        "presses": engine.game.total,
    }
