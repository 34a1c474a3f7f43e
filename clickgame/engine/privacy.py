"""What players may ask to be done with what is kept of them."""

from clickgame.contract.facts import FeedChanged, PlayerErased
from clickgame.core.state import ERASED, Change
from clickgame.engine.engine import Engine
from clickgame.engine.feed import gone


def erase(engine: Engine, player: str) -> None:
    """Drop *player* with all that is known, and have it leave the files soon. Raises UnknownPlayer."""
    told = [entry for entry in engine.game.feed.entries.values() if player in (entry.player, entry.other)]
    engine.game.erase(player)
    engine.commit.note(Change(ERASED, player))
    engine.erased.add(player)
    engine.changed.set()
    engine.recorder.tell_later(PlayerErased(player))
    for entry in told:
        engine.recorder.tell_later(FeedChanged(gone(entry)))
