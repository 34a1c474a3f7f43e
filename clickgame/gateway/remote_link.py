"""The link of a gateway to an engine in another process: every call of the contract, over a line.

What is asked goes by the contract's own signatures, so that a new call needs no line here. Counts, and who is here,
have ways of their own: they are told again as they are then, not as they were.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from clickgame.contract import wire
from clickgame.contract.answers import answered
from clickgame.contract.calls import Link
from clickgame.contract.learning import Learning
from clickgame.contract.moderating import Moderating
from clickgame.contract.moves import Moving
from clickgame.contract.ops import Operating
from clickgame.contract.presence import Move
from clickgame.gateway.line import Line

AWAY = "away"
"""The `status` of an engine of which nothing is heard."""

_OWN = {"present", "attend", "health"}


class _Remote:
    """What every link has that is none of the contract's calls."""

    def __init__(self, line: Line) -> None:
        """Ask by *line*."""
        self.line = line


class _RemoteLink(_Remote):
    """The calls that are not merely asked."""

    def __init__(self, line: Line) -> None:
        """Ask by *line*, and tell it who is here."""
        super().__init__(line)
        self.moderation, self.learning = _Moderation(line), _Learning(line)
        self.moves, self.operating = _Moves(line), _Operating(line)
        self.changed = line.changed
        self.now = line.now
        self.listen = line.listen
        self.hear = line.hear
        self._players: dict[str, None] = {}
        self._moves: dict[tuple[str, str], Move] = {}
        line.census = self._census

    def present(self, *, joined: Sequence[str] = (), left: Sequence[str] = ()) -> None:
        """Say which players have come, and which have left; see `Link`."""
        self._players.update(dict.fromkeys(joined))
        for player in left:
            self._players.pop(player, None)
        self.line.tell("present", {"joined": joined, "left": left})

    def attend(self, moves: Sequence[Move]) -> None:
        """Say which page loads have come, gone, or changed; see `Link`."""
        for move in moves:
            before = self._moves.pop((move.player, move.arena), Move(move.player, move.arena, 0, 0))
            pages, seen = before.pages + move.pages, before.seen + move.seen
            if pages > 0:
                self._moves[move.player, move.arena] = Move(move.player, move.arena, pages, seen)
        self.line.tell("attend", {"moves": moves})

    async def health(self) -> Mapping[str, object]:
        """Tell how the engine is, by its last word; see `Link`."""
        return {"status": AWAY} if self.line.is_away or not self.line.health else self.line.health

    def _census(self) -> tuple[Iterable[str], Iterable[Move]]:
        return self._players, self._moves.values()


def _calls(protocol: type, prefix: str = "") -> dict[str, Callable[..., object]]:
    return {
        name: _asking(prefix + name, inspect.signature(call))
        for name, call in inspect.getmembers(protocol, inspect.isfunction)
        if prefix + name in wire.CALLS and name not in _OWN
    }


def _asking(name: str, signature: inspect.Signature) -> Callable[..., object]:
    """Make the method that asks for the call *name*."""

    def ask(link: _Remote, *values: object, **named: object) -> None:
        bound = signature.bind(link, *values, **named)
        bound.apply_defaults()
        then = bound.arguments["then"]
        link.line.ask(name, bound.arguments, then)

    async def read(link: _Remote, *values: object, **named: object) -> Any:  # noqa: ANN401  # by the contract
        bound = signature.bind(link, *values, **named)
        bound.apply_defaults()
        return await answered(partial(link.line.ask, name, bound.arguments))

    return read if wire.CALLS[name].is_awaited else ask


_Moderation = type("_Moderation", (_Remote,), _calls(Moderating, "moderation."))
_Learning = type("_Learning", (_Remote,), _calls(Learning, "learning."))
_Moves = type("_Moves", (_Remote,), _calls(Moving, "moves."))
_Operating = type("_Operating", (_Remote,), _calls(Operating, "operating."))
_Link = type("_Link", (_RemoteLink,), _calls(Link))


def remote_link(line: Line) -> Link:
    """Make the link whose calls go by *line*."""
    return cast("Link", _Link(line))
