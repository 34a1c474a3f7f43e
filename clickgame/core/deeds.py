"""What an operator may do, decided: what is not allowed is refused before anything changes; the rest can be undone."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import isfinite
from typing import NamedTuple

from clickgame.contract.errors import EventMalformed, UnknownArena
from clickgame.contract.moderation import (
    ARENA,
    DEED_OF,
    DEEDS,
    FAIR_PLAY,
    LONGEST_S,
    MACHINE,
    MARK,
    OPERATOR_LONGEST,
    PLAYER,
    REASON_OF,
    RENAME,
    RETITLE,
    SANCTIONS,
    UNDO,
    DeedAsk,
    DeedKind,
)
from clickgame.contract.refusals import AlreadyInForce, NothingToUndo, TimeInvalid, UnknownDeed, UnknownReason
from clickgame.core.fairplay.marks import Place, Seen
from clickgame.core.game import Game
from clickgame.core.moderation import Deed
from clickgame.core.state import DEED, OPENING, Change
from clickgame.core.state import PLAYER as PLAYER_RECORD

_ASKED = {kind.key: kind for kind in DEEDS}


class Done(NamedTuple):
    """A deed, and the records that have changed with it."""

    deed: Deed
    changes: list[Change]


def do(game: Game, ask: DeedAsk, *, now: float, rng: random.Random) -> Done:
    """Do what an operator asks for, at *now* (s); *rng* makes up names.

    Raises UnknownDeed, UnknownReason, UnknownPlayer, UnknownArena, TimeInvalid, AlreadyInForce and EventMalformed.
    """
    kind = _ASKED.get(ask.what) if isinstance(ask.what, str) else None
    if kind is None:
        raise UnknownDeed
    whom, of = _whom(game, kind, ask.whom)
    why = _why(ask.why, of)
    for_s = _length_s(ask.for_s, kind)
    if kind.told and game.moderation.sanction(whom, kind.key):
        raise AlreadyInForce
    until = now + for_s if for_s else 0.0
    deed = Deed(game.moderation.newest + 1, now, _operator(ask.operator), kind.key, whom, why, until)
    change = _CHANGES.get(kind.key)
    deed, changes = (deed, []) if change is None else change(game, deed, rng)
    game.put_moderated(deed)
    return Done(deed, [Change(DEED, deed), *changes])


def undo(game: Game, operator: str, number: object, *, now: float) -> Done:
    """Undo the deed with that *number*, at *now* (s).

    Raises UnknownDeed, NothingToUndo where that has been done or cannot be, and HandleTaken where a name is not free.
    """
    deed = game.moderation.deeds.get(number) if type(number) is int else None
    if deed is None:
        raise UnknownDeed
    if deed.undone_by or deed.what not in DEED_OF:
        raise NothingToUndo
    name = _operator(operator)
    if deed.what == MARK:
        game.fairplay.give_tries((deed.whom, deed.before))
    return _undo(game, name, deed, now=now)


def undo_all(game: Game, operator: str, whom: object, *, now: float, what: object = "") -> list[Done]:
    """Undo the sanctions on the player *whom* that are in force, only those of the kind *what* if that is given.

    Raises UnknownPlayer, UnknownDeed, NothingToUndo, and HandleTaken where a name is not free: nothing is done then.
    """
    if not isinstance(what, str) or (what and what not in SANCTIONS):
        raise UnknownDeed
    player, _ = _whom(game, DEED_OF[RENAME], whom)
    deeds = [deed for deed in game.moderation.in_force(player) if what in ("", deed.what)]
    if not deeds:
        raise NothingToUndo
    # What may be refused comes first.
    deeds.sort(key=lambda deed: deed.what != RENAME)
    return [undo(game, operator, deed.number, now=now) for deed in deeds]


def mark(game: Game, place: Place, seen: Seen, *, now: float) -> Done | None:
    """Keep a player off the boards of an arena for what was *seen* of the presses, at *now* (s); None if that is so."""
    player, arena = place
    if place in game.moderation.marks or player in game.moderation.off:
        return None
    number = game.moderation.newest + 1
    deed = Deed(number, now, FAIR_PLAY, MARK, player, MACHINE, before=arena, after=seen.written)
    game.put_moderated(deed)
    return Done(deed, [Change(DEED, deed)])


def lift(game: Game, deed: Deed, *, now: float) -> Done:
    """Let a player who has followed the beat onto the boards again, at *now* (s): undo the mark that *deed* is."""
    return _undo(game, FAIR_PLAY, deed, now=now)


def _undo(game: Game, operator: str, deed: Deed, *, now: float) -> Done:
    change = _UNDOING.get(deed.what)
    changes = [] if change is None else change(game, deed)
    named = (deed.after, deed.before) if changes else ("", "")
    undoing = Deed(game.moderation.newest + 1, now, operator, UNDO, deed.whom, deed.why, 0.0, *named)
    undone = replace(deed, undone_by=undoing.number)
    for record in (undoing, undone):
        game.put_moderated(record)
    if deed.what == MARK:
        game.fairplay.end((deed.whom, deed.before))
    return Done(undoing, [Change(DEED, undoing), Change(DEED, undone), *changes])


def _whom(game: Game, kind: DeedKind, whom: object) -> tuple[str, str]:
    """Give the id or name of *whom*, and which of the two it is."""
    name = whom if isinstance(whom, str) else ""
    if kind.to != ARENA and (kind.to or name in game.roster.players):
        return game.player(name).id, PLAYER
    if game.places.openings.find(name) is None:
        raise UnknownArena
    return name, ARENA


def _why(why: object, of: str) -> str:
    reason = REASON_OF.get(why) if isinstance(why, str) else None
    if reason is None or (of == ARENA and not reason.is_of_arenas):
        raise UnknownReason
    return reason.key


def _length_s(for_s: object, kind: DeedKind) -> float:
    if (type(for_s) is not int and type(for_s) is not float) or not isfinite(for_s) or for_s > LONGEST_S:
        raise TimeInvalid
    return kind.for_s if for_s < 0 else float(for_s)


def _operator(name: object) -> str:
    """Give the name of an operator, as it stands in the log."""
    if not isinstance(name, str) or not name.strip() or len(name) > OPERATOR_LONGEST or not name.isprintable():
        raise EventMalformed
    if name.strip().casefold() == FAIR_PLAY:
        raise EventMalformed
    return name.strip()


def _rename(game: Game, deed: Deed, rng: random.Random) -> tuple[Deed, list[Change]]:
    player = game.player(deed.whom)
    before, after = player.handle, game.suggest_handle(rng)
    game.roster.give_handle(player, after)
    return replace(deed, before=before, after=after), [Change(PLAYER_RECORD, player)]


def _rename_back(game: Game, deed: Deed) -> list[Change]:
    player = game.player(deed.whom)
    if player.handle != deed.after:  # the player has chosen another one since
        return []
    game.roster.give_handle(player, deed.before)
    return [Change(PLAYER_RECORD, player)]


def _retitle(game: Game, deed: Deed, _rng: random.Random) -> tuple[Deed, list[Change]]:
    kind, title = game.places.kind(deed.whom)
    return replace(deed, before=title, after=kind.title), _titled(game, deed.whom, kind.title)


def _retitle_back(game: Game, deed: Deed) -> list[Change]:
    return _titled(game, deed.whom, deed.before)


def _titled(game: Game, arena: str, title: str) -> list[Change]:
    titled = replace(game.places.openings.openings[arena], title=title)
    game.put_opening(titled)
    return [Change(OPENING, titled)]


_CHANGES: Mapping[str, Callable[[Game, Deed, random.Random], tuple[Deed, list[Change]]]] = {
    RENAME: _rename,
    RETITLE: _retitle,
}
"""What a deed changes besides itself, by its kind; it is given with the names."""

_UNDOING: Mapping[str, Callable[[Game, Deed], list[Change]]] = {RENAME: _rename_back, RETITLE: _retitle_back}
