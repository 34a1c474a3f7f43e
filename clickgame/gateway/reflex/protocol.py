"""What travels on a socket, in Reflex's protocol: every string of it that is known here stands in this file.

The page's events and our deltas are Socket.IO events in Engine.IO messages:

    42/_event,["event",{"name":"<state>.<handler>","payload":{…},"router_data":{…}}]
    42/_event,["event",{"delta":{"<state>":{"<var>_rx_state_":value}}}]

The page merges a delta into its state, wherever it came from; one message may go to any number of sockets.
"""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import json
from collections.abc import Mapping
from functools import cached_property

from engineio.packet import MESSAGE, Packet
from reflex_base.constants import SocketEvent

from clickgame.gateway.reflex.channels import FIELD_MARKER, NAMESPACE, PLAY, PRESS, Channel

OPEN, CLOSE, PING = b"0", b"1", b"2"
"""Engine.IO packets without a message, by their one character; the first is followed by the connection's facts."""

EVENT_HEAD = f'42{NAMESPACE},["event",'.encode()
"""How each event of a page begins, up to its data."""

PRESS_HEAD = EVENT_HEAD + f'{{"name":"{PLAY.event(PRESS)}","payload":{{"presses":'.encode()
"""How a press begins, up to its count."""

PRESS_ANSWER = EVENT_HEAD + (
    f'{{"delta":{{"{PLAY.name}":{{"score{FIELD_MARKER}":%d,"acked{FIELD_MARKER}":%d}}}}}}]'.encode()
)
"""The usual answer to a press, with places for the score and the count."""

RELOAD_NOW = {"backend": "", "reload_cooldown_ms": -1}
"""With the event for it, has a page load itself anew, as Reflex has pages of an older build do (`state.js`, 0.10.1)."""
REDIRECT = "_redirect"
"""An event that the page itself does: it goes to another page of the game."""

Values = Mapping[str, object]


class Frame:
    """One message for any number of sockets, in each form made at most once."""

    def __init__(self, text: str) -> None:
        """Take the Socket.IO packet's *text*."""
        self.text = text

    @cached_property
    def message(self) -> bytes:
        """The Engine.IO message as it travels, for sockets that are written to directly."""
        return f"4{self.text}".encode()

    @cached_property
    def packet(self) -> Packet:
        """The Engine.IO packet, for sockets that an Engine.IO server writes to."""
        return Packet(MESSAGE, data=self.text)


def page_tail(page: str) -> bytes:
    """Give how a press of the page load *page* goes on after the count."""
    return f',"page":{json.dumps(page)}}}'.encode()


def event_of(message: bytes) -> object:
    """Give the data of the page's event in *message*. Raises ValueError, TypeError or RecursionError if it is none."""
    name, data = json.loads(message[len(NAMESPACE) + 3 :])
    if name != "event":
        raise ValueError(name)
    return data


def delta(channel: Channel, values: Values) -> Frame:
    """Frame new *values* for the vars of *channel*."""
    return deltas({channel.name: values})


def deltas(states: Mapping[str, Values], *, path: str = "") -> Frame:
    """Frame new values of vars, by the full name of their state; the page goes to *path* then, if there is one."""
    marked = {state: {name + FIELD_MARKER: value for name, value in values.items()} for state, values in states.items()}
    events = {"events": [{"name": REDIRECT, "payload": {"path": path, "replace": True}}]} if path else {}
    body = json.dumps(["event", {"delta": marked, **events}], ensure_ascii=False, separators=(",", ":"))
    return Frame(f"2{NAMESPACE},{body}")


def reload() -> Frame:
    """Frame what has a page load itself anew."""
    return Frame(f"2{NAMESPACE},{json.dumps([SocketEvent.STATE_MISMATCH, RELOAD_NOW], separators=(',', ':'))}")
