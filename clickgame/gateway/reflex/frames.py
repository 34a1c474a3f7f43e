"""What is written to a socket: state deltas in Reflex's protocol, encoded once for all who get them.

A delta travels as a Socket.IO event in an Engine.IO message:
``42/_event,["event",{"delta":{"<state>":{"<var>_rx_state_":value}}}]``; the page merges it into that state, wherever
it came from.
"""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from engineio.packet import MESSAGE, Packet

FIELD_MARKER = "_rx_state_"

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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The full names by which the page knows the states that are written from here."""

    namespace: str
    play: str
    board: str
    notice: str
    identity: str

    def delta(self, state: str, values: Values) -> Frame:
        """Frame new *values* for the vars of *state*."""
        return self.frame({state: {name + FIELD_MARKER: value for name, value in values.items()}})

    def frame(self, delta: Mapping[str, Values]) -> Frame:
        """Frame a *delta*: new values of marked vars, by state."""
        body = json.dumps(["event", {"delta": delta}], ensure_ascii=False, separators=(",", ":"))
        return Frame(f"2{self.namespace},{body}")
