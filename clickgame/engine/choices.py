"""What players choose for themselves: to leave the boards, and to let programs press for them."""

from clickgame.contract.errors import EventMalformed
from clickgame.contract.reads import Chosen
from clickgame.core.state import PLAYER, Change
from clickgame.engine.engine import Engine
from clickgame.engine.tokens import key_of


def chosen(engine: Engine, player: str) -> Chosen:
    """Give what *player* has chosen. Raises UnknownPlayer."""
    known = engine.game.player(player)
    return Chosen(known.is_off, bool(known.program))


def leave_boards(engine: Engine, player: str, is_off: object) -> None:
    """Let *player* leave all boards, or come back to them. Raises UnknownPlayer, and EventMalformed for no answer."""
    if type(is_off) is not bool:
        raise EventMalformed
    engine.commit.note(Change(PLAYER, engine.game.leave_boards(player, is_off=is_off)))
    engine.changed.set()


def change_program(engine: Engine, player: str, key: str) -> None:
    """Let programs that have *key* press for *player*, and no others; "" being none. Raises UnknownPlayer."""
    engine.commit.note(Change(PLAYER, engine.game.roster.change_program(player, key_of(key) if key else "")))
