"""What the engine answers to those who only read: nothing here changes anything, or waits for the journal."""

from clickgame.contract.boards import Board
from clickgame.contract.facts import Standing
from clickgame.contract.reads import ArenaInfo, ArenaScore, BoardInfo, PeriodInfo, Profile
from clickgame.core.arenas import ARENAS
from clickgame.core.boards import BY_KEY
from clickgame.core.periods import PERIODS
from clickgame.engine.engine import Engine

_PERIODS = [PeriodInfo(period.key, period.title) for period in PERIODS]
PLACED_MOST = 500  # players who are placed for one look: a few milliseconds


def board(engine: Engine, arena: str, board: str) -> Board:
    """Give a board as it is now. Raises UnknownArena or UnknownBoard.

    Boards that may wait take in everybody by and by, while pages look at them. With nobody here, no page does."""
    if not engine.presence.online:
        engine.game.arena(arena).boards.settle(PLACED_MOST)
    return engine.board(arena, board)


def arenas(engine: Engine) -> list[ArenaInfo]:
    """List the arenas that everybody may see, with their boards."""
    return [arena(engine, kind.key) for kind in ARENAS]


def arenas_of(engine: Engine, player: str) -> list[ArenaInfo]:
    """List the arenas that *player* has opened."""
    return [arena(engine, opening.name) for opening in engine.game.places.openings.of(player)]


def arena(engine: Engine, name: str) -> ArenaInfo:
    """Give the arena called *name*. Raises UnknownArena."""
    place = engine.game.arena(name)
    kind, title = engine.game.places.kind(name)
    online = engine.presence.count(name)
    boards = [BoardInfo(key, BY_KEY[key].title) for key in kind.boards]
    timed, run_s = bool(kind.length_s), place.run_s
    return ArenaInfo(name, place.season, online, boards, _PERIODS, title, kind.text, kind.look, timed, run_s)


def profile(engine: Engine, player: str) -> Profile:
    """Tell who *player* is and what the player has. Raises UnknownPlayer."""
    known = engine.game.player(player)
    scores = [
        ArenaScore(arena.name, arena.season, score.score, score.best, score.total)
        for arena in engine.game.arenas.values()
        if (score := arena.scores.get(player)) is not None
    ]
    roster = engine.game.roster
    streak = roster.streaks.get(player)
    earned = roster.earned.get(player)
    days, longest = (streak.days, streak.longest) if streak else (0, 0)
    return Profile(known.id, known.handle, scores, days, longest, dict(earned.days) if earned else {})


def around(engine: Engine, arena: str, board: str, player: str) -> Standing:
    """Give *player*'s rank as of the newest board, and the lines around.

    Raises UnknownPlayer, UnknownArena or UnknownBoard."""
    known = engine.game.player(player)
    return engine.game.standing(arena, board, known.id, beyond=0)
