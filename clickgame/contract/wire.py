"""What gateways and an engine in another process say to each other, as bytes.

Everything of the contract can be called from afar: how a call's values and its answer look is taken from its own
annotations, so that a new call needs no line here. Bytes are checked against them before anybody sees what is in them:
what does not fit is `Garbled`. Both sides have to be of the same VERSION, which each message begins with.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, Union, cast, get_args, get_type_hints

import msgspec

from clickgame.contract.calls import Count, Link
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Fact, Outcome
from clickgame.contract.learning import Learning
from clickgame.contract.moderating import Moderating
from clickgame.contract.moves import Moving
from clickgame.contract.ops import Operating
from clickgame.contract.presence import Move

VERSION = 2
"""To be raised with each change of what goes over the wire; `tests/contract/test_wire.py` tells when."""

ENGINE, ALL = "clickgame:engine", "clickgame:all"
"""The channels to the engine, and to all gateways."""

INTEGER_MOST = 2**63 - 1  # which no count that is taken comes near
DEEPEST = 4  # that anything is which is taken


class Garbled(Exception):
    """Bytes are no message of this version."""


class _Version(msgspec.Struct, array_like=True):
    """How every message begins, whatever its version."""

    version: int


class Call(msgspec.Struct, array_like=True):
    """A call by its *name*, with its values; the answer has its *number*, and 0 wants none."""

    number: int
    name: str
    values: msgspec.Raw


class Said(msgspec.Struct, array_like=True):
    """What a gateway says to the engine of *epoch*: the *calls* of a turn, made *at* its own time (s).

    *number* counts what this gateway has said. No call with a number below *oldest* is made again.
    """

    version: int
    gateway: str
    epoch: int
    number: int
    at: float
    oldest: int
    calls: list[Call]


class Answer(msgspec.Struct, array_like=True):
    """The answer to the call of that *number*, or with a *code*, its refusal in words."""

    number: int
    value: msgspec.Raw
    code: str = ""
    text: str = ""


class Told(msgspec.Struct, array_like=True):
    """What the engine of *epoch* tells one gateway, or all: *number* counts it, for each.

    It *has_missed* something that the gateway has said. *at* (s) is the engine's time, and *has_changed* tells that a
    board may have.
    """

    version: int
    epoch: int
    number: int
    at: float
    answers: list[Answer] = []
    facts: list[tuple[str, msgspec.Raw]] = []
    has_missed: bool = False
    has_changed: bool = False
    health: dict[str, Any] | None = None


def gateway_channel(gateway: str) -> str:
    """Name the channel to one gateway."""
    return f"clickgame:gateway:{gateway}"


class Codec:
    """Writes and reads values of one type."""

    def __init__(self, kind: Any) -> None:  # noqa: ANN401  # any type
        """Take the type."""
        self._decoder = msgspec.msgpack.Decoder(kind)

    def read(self, message: bytes | msgspec.Raw) -> Any:  # noqa: ANN401  # a value of the type
        """Read a value. Raises Garbled."""
        try:
            return self._decoder.decode(message)
        except (msgspec.DecodeError, RecursionError, ValueError) as problem:
            raise Garbled(str(problem)) from None


class CallType(NamedTuple):
    """How a call looks: its values by name, what is read of it, and whether it is waited for or answered by *then*."""

    names: tuple[str, ...]
    values: Codec
    answer: Codec
    is_awaited: bool

    def write(self, values: Mapping[str, object]) -> msgspec.Raw:
        """Write a call's *values*."""
        return encoded([values[name] for name in self.names])


_ENCODER = msgspec.msgpack.Encoder()
_OWN = {"hear", "now", "listen", "changed", "moderation", "learning", "moves", "operating"}
"""Calls that go another way, or that are none."""

HEAR, CENSUS_OF, GOODBYE = "hear", "census", "goodbye"
"""Counts are heard; a gateway says who all is there, which makes good what was missed; and that it stops."""


def encoded(value: object) -> msgspec.Raw:
    """Write *value*. What a page has sent may be beyond what can be written: then something as wrong is."""
    try:
        return msgspec.Raw(_ENCODER.encode(value))
    except (OverflowError, UnicodeEncodeError, RecursionError, TypeError, ValueError):
        return msgspec.Raw(_ENCODER.encode(_tame(value)))


def _tame(value: Any, depth: int = 0) -> object:  # noqa: ANN401  # whatever a page has sent
    """Give what is refused as *value* would be, and can be written."""
    match value:
        case bool() | None | float():
            return value
        case int():
            return max(-INTEGER_MOST, min(value, INTEGER_MOST))
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # not by "?": that may be right
        case list() | tuple() if depth < DEEPEST:
            return [_tame(each, depth + 1) for each in cast("list[object]", value)]
        case _:
            return None


def _calls(prefix: str, protocol: type) -> Iterator[tuple[str, CallType]]:
    for name, call in inspect.getmembers(protocol, inspect.isfunction):
        if not name.startswith("_") and name not in _OWN:
            yield prefix + name, _type_of(call)


def _type_of(call: Callable[..., Any]) -> CallType:
    hints = get_type_hints(call)
    names = tuple(name for name in inspect.signature(call).parameters if name not in {"self", "then"})
    kinds: Any = tuple(hints[name] for name in names)
    answer = hints["return"]
    if "then" in hints:
        (taken,), _ = get_args(hints["then"])
        answer = Union[tuple(kind for kind in get_args(taken) if kind is not GameError)]  # noqa: UP007  # of a tuple
    return CallType(names, Codec(tuple[kinds]), Codec(answer), "then" not in hints)


ONCE = frozenset(
    (
        *("rename", "erase", "open_arena", "begin_check", "follow", "measure"),
        *("moderation.do", "moderation.undo", "moderation.undo_all", "moderation.report"),
        *("learning.checked", "moves.make", "moves.take", "operating.again"),
    )
)
"""Calls that are not the same when they are done twice.

An engine does each once, however often it is asked, and only if it is the one that was asked first.
"""

CALLS: Mapping[str, CallType] = {
    **dict(_calls("", Link)),
    **dict(_calls("moderation.", Moderating)),
    **dict(_calls("learning.", Learning)),
    **dict(_calls("moves.", Moving)),
    **dict(_calls("operating.", Operating)),
}
"""Every call of the contract by its name."""

FACTS: Mapping[str, Codec] = {kind.__name__: Codec(kind) for kind in get_args(Fact)}
"""Every fact by the name of its class."""

COUNTS = Codec(list[Count])
OUTCOMES = Codec(tuple[list[Outcome | None], dict[int, tuple[str, str]]])
"""What counts came to in their order, and by their places code and text of those that were refused."""

CENSUS = Codec(tuple[list[str], list[Move]])
"""Who is at a gateway: the players, and their page loads."""

SAID, TOLD = Codec(Said), Codec(Told)
_VERSION = Codec(_Version)


def written(message: Said | Told) -> bytes:
    """Write a whole message."""
    return _ENCODER.encode(message)


def read(codec: Codec, message: bytes) -> Any:  # noqa: ANN401  # Said or Told
    """Read a whole message. Raises Garbled, also for one of another version."""
    version = _VERSION.read(message).version
    if version != VERSION:
        this = f"this is version {VERSION}: all processes have to be the same"
        raise Garbled(f"other_version: it is of version {version!r}, and {this}")
    return codec.read(message)


def refusal(code: str, text: str) -> GameError:
    """Make the refusal with that *code* again, which says *text*."""
    kind = _refusals().get(code, GameError)
    made = kind.__new__(kind)
    made.text = text
    return made


@cache
def _refusals() -> dict[str, type[GameError]]:
    return {kind.code: kind for kind in _kinds(GameError)}


def _kinds(kind: type[GameError]) -> Iterator[type[GameError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)
