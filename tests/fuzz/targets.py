"""What takes apart bytes that come from outside, one line each: what may be raised, and what must hold otherwise."""

import itertools
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs

from clickgame.contract import wire
from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError, HandleCharacters
from clickgame.contract.naming import HandleReserved, HandleRude
from clickgame.core import handles
from clickgame.core.likeness import likenesses
from clickgame.gateway import credentials
from clickgame.gateway.limits.events import budget_of
from clickgame.gateway.limits.proxies import Proxies
from clickgame.gateway.reflex.channels import CALLS, HYDRATE, PLAY, PRESS
from clickgame.gateway.reflex.gate import check, is_small
from clickgame.gateway.sockets import message_filter
from clickgame.gateway.sockets.fast_press import FastPress
from clickgame.gateway.sockets.origin import Origins
from clickgame.settings import Settings
from clickgame.web.http.address import origin_of, port_of
from clickgame.web.http.api.api import Readers
from clickgame.web.http.api.problems import Refused
from persistence.batch import decode
from persistence.errors import ExportUnreadable, FormatNewer
from persistence.export import state_of
from persistence.files import Damaged
from persistence.frames import frame, unframe
from persistence.scan import scan
from persistence.snapshot import read_snapshot

PAGE = "5f3c9a1e5f3c9a1e"
TAIL = f',"page":"{PAGE}"'.encode()
HEAD = f'42/_event,["event",{{"name":"{PLAY.event(PRESS)}","payload":{{"presses":'.encode()


@dataclass(frozen=True, slots=True)
class Target:
    """Takes bytes, and raises something only where a rule of the game is broken; *seeds* are bytes that it takes."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


def socket_message(data: bytes) -> None:
    """Take a message of a socket as far as the gate."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    if message_filter.fault(text):
        return
    budget_of(text[1:])
    try:
        told = json.loads(text[text.find("[") :])
    except (ValueError, RecursionError):
        return
    if not isinstance(told, list) or not is_small(cast("list[object]", told)):
        return
    for event in cast("list[object]", told):
        try:
            name = check(event)
        except GameError:
            continue
        assert name in CALLS


def fast_press(data: bytes) -> None:
    """Take a press by its bytes: whatever is taken is, by its JSON, that press."""
    heard: list[Any] = []
    lobby: Any = SimpleNamespace(hearing=SimpleNamespace(add=lambda count, _: heard.append(count)))
    client: Any = SimpleNamespace(page=PAGE, page_tail=TAIL, player="p", arena="classic", tails=set[bytes]())
    client.learn = client.tails.add
    if not FastPress(lobby, check).take(client, data):
        assert not heard
        return
    event = json.loads(data[data.find(b"[") :])[1]
    assert check(event) == PLAY.event(PRESS)
    payload = event["payload"]
    assert (payload["presses"], payload["page"]) == (heard[0].presses, PAGE)


def handle(data: bytes) -> None:
    """Clean and choose a handle: what comes out is short, and clean already."""
    try:
        cleaned = handles.clean(data.decode("utf-8", "surrogateescape"))
    except GameError:
        return
    assert handles.clean(cleaned) == cleaned
    with suppress(HandleCharacters, HandleReserved, HandleRude):
        assert handles.choose(cleaned) == cleaned
        assert all(likenesses(cleaned))
    cleaned.encode()


def query(data: bytes) -> None:
    """Find Reflex's token in the query of a connection."""
    try:
        pairs = parse_qs(data.decode("ascii", "replace"))
    except ValueError:
        return
    assert len(message_filter.token_of(pairs)) <= message_filter.TOKEN_LONGEST


def cookie(data: bytes) -> None:
    """Find who plays in a `Cookie` header: a token of the one form, which stands in it, and is set again as it was."""
    header = data.decode("latin-1")
    found = credentials.read(header)
    if found is not None:
        assert len(bytes.fromhex(found.token)) == credentials.TOKEN_BYTES
        assert found.value in header
        for is_secure in (False, True):
            given = credentials.set_cookies(found.value, is_secure=is_secure, brought=header)
            assert credentials.read("; ".join(each.partition(";")[0] for each in given)) == found


def origin(data: bytes) -> None:
    """Judge an origin: one that is allowed is of the host that was asked for, or of one that is named."""
    sent, _, host = data.decode("latin-1").partition("\n")
    if Origins("https://named.example").allow({"origin": sent, "host": host}):
        assert _name(sent.split("//", 1)[1].rstrip("/")) in {_name(host.strip()), "named.example"}


def _name(host: str) -> str:
    return re.sub(r":\d+$", "", host).lower()


def host_header(data: bytes) -> None:
    """Read a `Host`: what is said back is made of nothing but a host's characters."""
    text = data.decode("latin-1")
    for scheme in ("http", "https", ""):
        port = port_of(text, scheme=scheme)
        assert port is None or 0 < port < 1 << 16
        assert not set(origin_of(text, scheme=scheme)) & set(" \"'<>\\\r\n")


def forwarded(data: bytes) -> None:
    """Tell whom a proxy names."""
    peer, *said = data.decode("latin-1").split("\n")
    for proxies in (_proxies("*"), _proxies("127.0.0.1, 10.0.0.0/8")):
        assert len(proxies.address_of(peer, said)) <= 2 * 64


def api_request(data: bytes) -> None:
    """Find what the API is asked for: there is something, or a refusal with a code."""
    path, _, asked = data.partition(b"?")
    scope = {"path": path.decode("latin-1"), "query_string": asked, "method": "GET"}
    try:
        resource, told = _readers()._asked(scope)  # before it looks at a game
    except Refused:
        return
    assert resource.pattern.fullmatch(scope["path"])
    assert 0 < told.limit <= Settings().board_rows


def journal(data: bytes) -> None:
    """Read a journal: as it is, and with all its lines whole."""
    for lines in (data.splitlines(keepends=True), _whole(data)):
        with suppress(Damaged, FormatNewer):
            assert scan(iter(lines), number=1).good <= sum(map(len, lines))


def journal_batch(data: bytes) -> None:
    """Read what a line of a journal says."""
    with suppress(Damaged, ValueError, RecursionError):
        decode(json.loads(unframe(data) or data))


def snapshot(data: bytes) -> None:
    """Read a snapshot: as it is, and with all its lines whole."""
    for lines in (data.splitlines(keepends=True), _whole(data)):
        with suppress(Damaged, FormatNewer):
            read_snapshot(partial(iter, lines), number=1)


def export(data: bytes) -> None:
    """Read an export."""
    with suppress(ExportUnreadable, FormatNewer):
        state_of(data.splitlines())


def wire_message(data: bytes) -> None:
    """Read what processes say to each other: what is read is written as it was, and so is all that is in it."""
    for codec in (wire.SAID, wire.TOLD):
        with suppress(wire.Garbled):
            message = wire.read(codec, data)
            _look_into(message)
            again = wire.written(message)
            assert wire.written(wire.read(codec, again)) == again


def _look_into(message: wire.Said | wire.Told) -> None:
    inside: list[tuple[wire.Codec, Any]] = []
    if isinstance(message, wire.Said):
        own = {wire.HEAR: wire.COUNTS, wire.CENSUS_OF: wire.CENSUS}
        kinds = {**own, **{name: kind.values for name, kind in wire.CALLS.items()}}
        inside += [(kinds[call.name], call.values) for call in message.calls if call.name in kinds]
    else:
        answers = wire.OUTCOMES, *(kind.answer for kind in wire.CALLS.values())
        inside += [(codec, answer.value) for answer in message.answers[:3] for codec in answers]
        inside += [(wire.FACTS[name], fact) for name, fact in message.facts if name in wire.FACTS]
    for codec, value in inside:
        with suppress(wire.Garbled):
            assert bytes(wire.encoded(codec.read(wire.encoded(codec.read(value)))))


def _whole(data: bytes) -> list[bytes]:
    return [frame(line.decode("ascii", "ignore")) for line in data.splitlines()]


@cache
def _proxies(trusted: str) -> Proxies:
    return Proxies(trusted)


@cache
def _readers() -> Readers:
    link: Any = SimpleNamespace()
    return Readers(link, Settings(), clock=itertools.count(0, 10).__next__)  # so that nobody is told to wait


def _event(name: str, **payload: object) -> bytes:
    return f"42/_event,{json.dumps(['event', {'name': name, 'payload': payload}])}".encode()


SAID = wire.Said(
    wire.VERSION, "one", 2, 3, 4.5, 6, [wire.Call(6, wire.HEAR, wire.encoded([Count("ann", "classic", "one", 3)]))]
)
TOLD = wire.Told(
    wire.VERSION, 2, 3, 4.5, [wire.Answer(6, wire.encoded("Fox"))], [("PlayerErased", wire.encoded(["ann"]))]
)
JOURNAL = b'{"kind":"journal","format":4,"game":"g","number":1}\n{"follows":null}\n[1,2,0.5,[]]'

TARGETS: Mapping[str, Target] = {
    "socket_message": Target(
        socket_message,
        (_event(HYDRATE), _event(PLAY.event(PRESS), presses=3, page=PAGE), b"2", b"40/_event,", b'43/_event,1["x"]'),
    ),
    "fast_press": Target(fast_press, (HEAD + b"3" + TAIL + b"}}]", HEAD + b"12" + TAIL + b'},"router_data":{}}]')),
    "handle": Target(handle, (b"Kiwi", "Zo\u00eb \u0301\u4e2d".encode(), b"\xed\xa0\x80 x", b"a" * 21)),
    "query": Target(query, (b"EIO=4&transport=websocket&token=5f3c", b"token=a&token=b", b"=&=%00")),
    "cookie": Target(
        cookie, (b"a=b; __Host-clickgame=" + b"0f" * 16 + b"-new", b'clickgame="x"; clickgame=' + b"0" * 32)
    ),
    "origin": Target(origin, (b"https://a.example\na.example", b"http://a.example:80\na.example", b"null\n")),
    "host_header": Target(host_header, (b"a.example:8000", b"[::1]:80", b"a.example:99999")),
    "forwarded": Target(forwarded, (b"127.0.0.1\n192.0.2.1, 10.0.0.1", b"::1\n[2001:db8::1]:80")),
    "api_request": Target(
        api_request, (b"/api/v1/arenas/classic/boards/best?limit=5&cursor=x", b"/api/v1/feed?limit=-1", b"/api/v1/")
    ),
    "wire_message": Target(wire_message, (wire.written(SAID), wire.written(TOLD))),
    "journal": Target(journal, (JOURNAL, b"00000000 x\n")),
    "journal_batch": Target(journal_batch, (frame("[1,2,0.5,[]]"), b'[4,1,0.0,[["p","id"]]]')),
    "snapshot": Target(
        snapshot, (b'{"kind":"snapshot","format":4,"game":"g","number":1}\n["player","a"]\n{"records":1}',)
    ),
    "export": Target(
        export, (b'{"kind":"export","format":4,"records":1}\n{"kind":"player","id":"a","handle":"Kiwi"}',)
    ),
}

BREAKS = "breaks"


def _break(data: bytes) -> None:
    assert len(data) < len("four")


ALL = {**TARGETS, BREAKS: Target(_break, (b"",))}
"""With one that shows that what breaks a promise is found."""
