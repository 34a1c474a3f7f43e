"""What the engine answers to those who only read: nothing here changes anything, or waits for the journal."""

from clickgame.contract.boards import Board
from clickgame.contract.facts import Standing
from clickgame.contract.reads import ArenaInfo, ArenaScore, BoardInfo, PeriodInfo, Profile
from clickgame.core.boards import BOARDS
from clickgame.core.periods import PERIODS
from clickgame.engine.engine import Engine

PLACED_MOST = 500  # players who are placed for one look: a few milliseconds


def board(engine: Engine, arena: str, board: str) -> Board:
    """Give a board as it is now. Raises UnknownArena or UnknownBoard.

    Boards that may wait take in everybody by and by, while pages look at them. With nobody here, no page does."""
    if not engine.presence.online:
        engine.game.settle(most=PLACED_MOST)
    return engine.board(arena, board)


def arenas(engine: Engine) -> list[ArenaInfo]:
    """List the arenas with their boards."""
    online = engine.presence.online
    boards = [BoardInfo(kind.key, kind.title) for kind in BOARDS]
    periods = [PeriodInfo(period.key, period.title) for period in PERIODS]
    return [ArenaInfo(arena.name, arena.season, online, boards, periods) for arena in engine.game.arenas.values()]


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
