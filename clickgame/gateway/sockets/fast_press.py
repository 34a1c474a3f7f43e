"""The short way of a press: from the socket's bytes to the engine and back, past all of the framework.

A press is recognised by its bytes, credited at once, and answered when the turn's journal write is done: no task, no
state, no JSON. A page that introduces itself and a change of board go the same way, because they must not be
overtaken. Whatever looks in any way unusual is left to the reference way, which gives the same frames.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from clickgame.contract.errors import GameError
from clickgame.gateway.clients import Client
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.frames import FIELD_MARKER, Frame, Values, Vocabulary
from clickgame.gateway.wire import DirectWire

if TYPE_CHECKING:
    from clickgame.contract.facts import Outcome

DIGITS_MOST = 10
TAILS_KEPT = 64

Check = Callable[[object], object]


class ShortWay:
    """Takes what it can off the sockets of one lobby."""

    def __init__(self, lobby: Lobby, words: Vocabulary, check: Check) -> None:
        """Answer in the *words* of the page; *check* raises GameError for an event that the gate would refuse."""
        self._lobby = lobby
        self._words = words
        self._check = check
        self._press = f'42{words.namespace},["event",{{"name":"{words.play}.press","payload":{{"presses":'.encode()
        self._event = f'42{words.namespace},["event",'.encode()
        self._answer = (
            f'42{words.namespace},["event",{{"delta":{{"{words.play}":'
            f'{{"score{FIELD_MARKER}":%d,"acked{FIELD_MARKER}":%d}}}}}}]'
        ).encode()
        self._tails: set[bytes] = set()
        self._others = {f"{words.play}.resume": self._resume, f"{words.board}.watch": self._watch}
        self._due: dict[Client, tuple[DirectWire, Outcome]] = {}

    def take(self, client: Client, wire: DirectWire, message: bytes) -> bool:
        """Do what the Engine.IO *message* from *client* over *wire* asks for, or tell that it must go the other way."""
        press = self._press
        if not message.startswith(press):
            return message.startswith(self._event) and self._take_other(client, message)
        end = message.find(b",", len(press))
        count = message[len(press) : end]
        tail = message[end:]
        if not count.isdigit() or len(count) > DIGITS_MOST or not tail.startswith(client.page_tail) or not client.page:
            return False
        tail = tail[len(client.page_tail) :]
        if tail not in self._tails and not self._learn(tail, message):
            return False
        try:
            outcome = self._lobby.engine.press_now(client.player, page=client.page, presses=int(count))
        except GameError as refusal:
            self._lobby.refuse(client.sid, refusal)
        else:
            if not self._due:
                self._lobby.engine.commit.then(self._answer_all)
            self._due[client] = wire, outcome
        return True

    def _answer_all(self) -> None:
        due, self._due = self._due, {}
        for client, (wire, outcome) in due.items():
            values = self._lobby.answer(client, outcome)
            if len(values) == 2:  # noqa: PLR2004  # score and acked, as nearly always
                wire.write_bytes(self._answer % (outcome.score, outcome.acked))
            else:
                self._write(client, values)

    def _learn(self, tail: bytes, message: bytes) -> bool:
        """Tell whether the gate would pass *message*; what comes after the page's id is the same time and again."""
        event = self._parse(message)
        if event is None or len(self._tails) >= TAILS_KEPT:
            return event is not None
        self._tails.add(tail)
        return True

    def _parse(self, message: bytes) -> dict[str, Any] | None:
        try:
            name, event = json.loads(message[len(self._words.namespace) + 3 :])
            self._check(event)
        except (ValueError, TypeError, RecursionError, GameError):
            return None
        return cast("dict[str, Any]", event) if name == "event" else None

    def _take_other(self, client: Client, message: bytes) -> bool:
        event = self._parse(message)
        other = self._others.get(event["name"]) if event else None
        if event is None or other is None:
            return False
        try:
            other(client, event["payload"])
        except GameError as refusal:
            self._lobby.refuse(client.sid, refusal)
        return True

    def _resume(self, client: Client, payload: dict[str, Any]) -> None:
        introduced = self._lobby.resume_now(client, **payload)
        self._lobby.engine.commit.then(lambda: self._write(client, introduced()))

    def _watch(self, client: Client, payload: dict[str, Any]) -> None:
        self._lobby.watch(client, payload["board"])

    def _write(self, client: Client, values: Values) -> None:
        frame: Frame = self._words.delta(self._words.play, values)
        client.wire.write(frame)
