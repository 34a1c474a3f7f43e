"""What players may ask to be done with what is kept of them."""

from typing import Any

from clickgame.contract.facts import FeedChanged, PlayerErased
from clickgame.core.about import about
from clickgame.core.state import ERASED, Change
from clickgame.engine.engine import Engine
from clickgame.engine.feed import gone

NOTE = (
    "This is all that the game keeps about you. Times are in seconds since the beginning of 1970, UTC, and days are "
    "counted from the same. The key is a fingerprint (SHA-256) of your browser's cookie. Addresses are kept in memory "
    "only; whom you follow, your sounds and your colours in your browser only."
)


def kept(engine: Engine, player: str) -> dict[str, object]:
    """Give all that is kept about *player*, by kinds of records. Raises UnknownPlayer."""
    records: dict[str, list[dict[str, Any]]] = {}
    for facts in engine.told(about(engine.game, player)):
        records.setdefault(facts.pop("kind"), []).append(facts)
    return {"note": NOTE, "told_at": engine.now(), "records": records}


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
