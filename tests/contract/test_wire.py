"""What goes over the wire: everything of the contract, with its types, whatever a page may have sent in it."""

import hashlib
import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickgame.contract import wire
from clickgame.contract.calls import Count, Link
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Fact, Outcome
from clickgame.contract.learning import Learning
from clickgame.contract.moderating import Moderating
from clickgame.contract.moderation import Sanction
from clickgame.contract.moves import Moving
from clickgame.contract.ops import Operating
from clickgame.contract.presence import Move
from clickgame.contract.refusals import Banned
from clickgame.gateway.remote_link import AWAY
from tests.contract.test_errors import REFUSALS

PROTOCOLS: dict[str, Any] = {
    "": Link,
    "moderation.": Moderating,
    "learning.": Learning,
    "moves.": Moving,
    "operating.": Operating,
}
OTHER_WAYS = {"hear", "now", "listen", "changed", "moderation", "learning", "moves", "operating"}
DIGEST = "0335d312d06ec54c"


def shapes() -> Iterator[str]:
    """List the shape of all that goes over the wire, a line each."""
    for kind in (wire.Said, wire.Call, wire.Told, wire.Answer, *sorted({*named()}, key=lambda kind: kind.__name__)):
        yield shape(kind.__name__, get_type_hints(kind))
    for name in wire.CALLS:
        hints, answer = call_of(name)
        yield f"{shape(name, hints)}: {word(answer)}"
    for codec in ("COUNTS", "OUTCOMES", "CENSUS"):
        yield inspect.getsource(wire).split(f"\n{codec} = ")[1].splitlines()[0]


def shape(name: str, hints: Mapping[str, Any]) -> str:
    """Say what something called *name* is made of."""
    return f"{name}({', '.join(f'{part}: {word(hint)}' for part, hint in hints.items())})"


def word(hint: Any) -> str:
    """Say a type, the same with every version of Python."""
    if origin := get_origin(hint):
        name = "Union" if origin in {Union, UnionType} else origin.__name__
        return f"{name}[{', '.join(map(word, get_args(hint)))}]"
    return "..." if hint is Ellipsis else hint.__name__


def named() -> Iterator[type]:
    """Give every class of values that a call, an answer or a fact may have in it."""
    hints: list[Any] = [*get_args(Fact), Count, Outcome, Move]
    for protocol in PROTOCOLS.values():
        for _, call in inspect.getmembers(protocol, inspect.isfunction):
            if not call.__name__.startswith("_"):
                hints += get_type_hints(call).values()
    seen: set[Any] = set()
    while hints:
        hint = hints.pop()
        if isinstance(hint, list):  # what a callback takes
            hints += cast("list[Any]", hint)
            continue
        if hint in seen:
            continue
        seen.add(hint)
        hints += [*get_args(hint)]
        if isinstance(hint, type) and hasattr(hint, "_fields"):
            yield hint
            hints += get_type_hints(hint).values()


def test_the_version_rises_with_every_change_of_what_goes_over_the_wire() -> None:
    """Whoever changes the contract raises `wire.VERSION`, and puts here the digest that this test prints.

    Processes of two versions refuse each other then, instead of misreading: without a change since the last release,
    the version may stay.
    """
    digest = hashlib.sha256("\n".join(shapes()).encode()).hexdigest()[:16]
    assert (wire.VERSION, digest) == (2, DIGEST), "\n".join(shapes())


@pytest.mark.parametrize("prefix", PROTOCOLS)
def test_whatever_can_be_asked_can_be_asked_from_afar(prefix: str) -> None:
    """A method that is neither a call of the wire nor has a way of its own can be called beside the engine only."""
    bases = inspect.getmro(PROTOCOLS[prefix])
    asked = {name for base in bases for name in vars(base) if not name.startswith("_")}
    assert {prefix + name for name in asked - OTHER_WAYS} == {
        name for name in wire.CALLS if name.rpartition(".")[0] == prefix.rstrip(".")
    }
    assert AWAY not in asked


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(), parts, max_size=3),
    max_leaves=5,
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=9),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    NoneType: st.none(),
    object: json_values,
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Make values of the type *hint*."""
    parts, origin = get_args(hint), get_origin(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return st.tuples(*map(values_of, get_type_hints(hint).values())).map(lambda values: hint(*values))
    if origin in {Union, UnionType}:
        return st.one_of(*map(values_of, parts))
    if origin is tuple:
        some = st.lists(values_of(parts[0]), max_size=3).map(tuple)
        return some if parts[-1] is Ellipsis else st.tuples(*map(values_of, parts))
    if origin in {list, Sequence, Iterable}:
        return st.lists(values_of(parts[0]), max_size=3)
    assert origin in {dict, Mapping}, f"no values of {hint} are made here yet"
    return st.dictionaries(values_of(parts[0]), values_of(parts[1]), max_size=3)


def call_of(name: str) -> tuple[dict[str, Any], Any]:
    """Give the types of a call's values by name, and of its answer."""
    prefix, _, method = name.rpartition(".")
    hints = get_type_hints(getattr(PROTOCOLS[f"{prefix}." if prefix else ""], method))
    answer = hints.pop("return")
    if "then" in hints:
        (taken,), _ = get_args(hints.pop("then"))
        answer = Union[tuple(kind for kind in get_args(taken) if kind is not GameError)]  # noqa: UP007  # of a tuple
    return hints, answer


def alike(one: object, other: object) -> bool:
    """Tell whether two values are the same, and so are the types of all parts."""
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, dict):
        return all(map(alike, one.items(), cast("dict[object, object]", other).items()))
    return not isinstance(one, (list, tuple)) or all(map(alike, one, cast("list[object]", other)))


@pytest.mark.parametrize("name", wire.CALLS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_call_and_its_answer_come_with_the_same_types(name: str, data: st.DataObject) -> None:
    hints, answer = call_of(name)
    kind = wire.CALLS[name]
    sent = {each: data.draw(values_of(hint), each) for each, hint in hints.items()}
    assert list(hints) == list(kind.names)
    assert alike(kind.values.read(kind.write(sent)), tuple(sent.values()))
    given_back = data.draw(values_of(answer), "answer")
    assert alike(kind.answer.read(wire.encoded(given_back)), given_back)


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_a_fact_comes_as_it_was(kind: type, data: st.DataObject) -> None:
    fact = data.draw(values_of(kind))
    assert alike(wire.FACTS[kind.__name__].read(wire.encoded(fact)), fact)


@given(st.lists(values_of(Count), max_size=3), st.lists(values_of(Outcome | None), max_size=3))
def test_counts_and_outcomes_come_as_they_were(counts: list[Count], outcomes: list[Outcome | None]) -> None:
    assert alike(wire.COUNTS.read(wire.encoded(counts)), counts)
    told = outcomes, {at: ("banned", "No.") for at, each in enumerate(outcomes) if each is None}
    assert alike(wire.OUTCOMES.read(wire.encoded(told)), told)


@pytest.mark.parametrize("kind", [refusal for refusal, _ in REFUSALS], ids=lambda kind: kind.__name__)
def test_a_refusal_comes_as_its_class_with_its_text(kind: type[GameError]) -> None:
    again = wire.refusal(kind.code, "No, 7 times.")
    assert type(again) is kind
    assert (again.code, again.text, str(again)) == (kind.code, "No, 7 times.", f"{kind.code}: No, 7 times.")


def test_a_refusal_that_says_something_of_its_own_says_it_afar() -> None:
    refusal = Banned(Sanction("ban", "name", 1_800_000_000.0))
    again = wire.refusal(refusal.code, refusal.text)
    assert isinstance(again, Banned)
    assert str(again) == str(refusal)


def test_a_refusal_that_nobody_knows_is_one_still() -> None:
    assert type(wire.refusal("of_tomorrow", "Not yet.")) is GameError


TOLD = wire.Told(
    wire.VERSION, 3, 4, 5.5, [wire.Answer(1, wire.encoded("Fox")), wire.Answer(2, wire.encoded(None), "banned", "No.")]
)
SAID = wire.Said(wire.VERSION, "one", 3, 4, 5.5, 6, [wire.Call(6, wire.HEAR, wire.encoded([]))])


@pytest.mark.parametrize(("codec", "message"), [(wire.SAID, SAID), (wire.TOLD, TOLD)])
def test_a_message_comes_as_it_was(codec: wire.Codec, message: wire.Said | wire.Told) -> None:
    assert wire.read(codec, wire.written(message)) == message


@pytest.mark.parametrize(
    "message",
    [
        *(b"", b"\xc1", b"\x90", b"\x01", b"\x81\x01\x02", msgspec.msgpack.encode(["1", 2]), wire.written(SAID)[:-1]),
        wire.written(SAID) + b"\x01",
        b"\x91" * 100_000,
        msgspec.msgpack.encode([wire.VERSION, "one", 3, 4, 5.5, 6, "no calls"]),
    ],
)
def test_what_is_no_message_is_garbled(message: bytes) -> None:
    for codec in (wire.SAID, wire.TOLD):
        with pytest.raises(wire.Garbled):
            wire.read(codec, message)


def test_another_version_is_told_as_one_whatever_else_it_says() -> None:
    with pytest.raises(wire.Garbled, match="version 99, and this is version 2: all processes have to be the same"):
        wire.read(wire.SAID, msgspec.msgpack.encode([99, {"of": "another"}, "shape"]))


sent_by_pages = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(2**62, 2**80)
    | st.floats()
    | st.text(st.characters(), max_size=30)
    | st.sampled_from(("\ud800", "a\udfffb"))
    | st.binary(max_size=5),
    lambda parts: (
        st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=3), parts, max_size=3) | st.tuples(parts)
    ),
    max_leaves=9,
)


@given(sent_by_pages)
def test_whatever_a_page_has_sent_is_written_and_read(value: object) -> None:
    wire.CALLS["rename"].values.read(wire.CALLS["rename"].write({"player": "a\ud800", "raw": value}))


def test_what_is_deeper_than_anything_that_is_taken_is_written() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    counts = [Count("ann", "classic", deep, 1), Count("bob", "classic", "one", 2**70)]
    first, second = wire.COUNTS.read(wire.encoded(counts))
    assert first.page != "one"
    assert (second.page, second.presses) == ("one", wire.INTEGER_MOST)


def test_calls_that_are_done_once_are_calls() -> None:
    assert wire.CALLS.keys() >= wire.ONCE
