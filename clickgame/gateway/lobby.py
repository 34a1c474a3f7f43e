"""The lobby: everybody who is connected, and everything that is said to them.

States and sockets talk to this one object; it knows clients, frames and broadcast, and asks the engine for every
decision.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from clickgame.contract.errors import GameError, UnknownBoard
from clickgame.contract.facts import Fact, HandleChanged, Outcome, RunEnded, SavingChanged
from clickgame.engine.engine import Engine, engine
from clickgame.gateway import replies as answers
from clickgame.gateway.background import running
from clickgame.gateway.broadcast import Broadcast
from clickgame.gateway.clients import Client, Presence
from clickgame.gateway.reflex.frames import Values, Vocabulary
from clickgame.gateway.wire import Wire

FindWire = Callable[[str], Wire | None]


class Lobby:
    """Presence, answers and fan-out of one engine."""

    def __init__(self, engine: Engine) -> None:
        """Stand beside *engine*; nobody can come in before `furnish`."""
        self.engine = engine
        self.presence = Presence()

    def furnish(self, words: Vocabulary, find_wire: FindWire) -> None:
        """Take the page's names for things and the way to find a connection's wire."""
        self.words = words
        self._find_wire = find_wire
        self._broadcast = Broadcast(self.engine, self.presence, words)
        self.engine.listen(self._pass_on)

    def open(self) -> AbstractAsyncContextManager[None]:
        """Keep the boards going out."""
        return running(self._broadcast.run(), self._broadcast.run_standings())

    # Comings and goings

    def is_direct(self, sid: str) -> bool:
        """Tell whether the connection *sid* is a fast one."""
        wire = self._find_wire(sid)
        return wire is not None and wire.is_direct

    def sit(self, sid: str, player: str) -> Client | None:
        """Client the connection *sid*, unless it has gone already."""
        wire = self._find_wire(sid)
        if wire is None:
            return None
        self.engine.changed.set()
        client = self.presence.sit(sid, player, wire)
        if self.engine.commit.is_troubled:
            self._write(client, self.words.play, {"saving": True})
        return client

    def rise(self, sid: str) -> None:
        """Let the connection *sid* go."""
        self.presence.rise(sid)
        self.engine.changed.set()

    def watch(self, client: Client, board: str) -> None:
        """Turn *client* to *board* and show it the whole of it. Raises UnknownBoard."""
        self.presence.watch(client, board)
        self._broadcast.seed(client)
        self._broadcast.tell_standing(client)

    # Answers

    async def resume(self, sid: str, *, presses: object, page: object, acked: object, board: str) -> Values:
        """Hear a page load that introduces itself; give the values for its page. Raises GameError."""
        client = self.presence.client(sid)
        introduced = self.resume_now(client, presses=presses, page=page, acked=acked, board=board)
        await self.engine.commit.written()
        return introduced()

    def resume_now(
        self, client: Client, *, presses: object, page: object, acked: object, board: str
    ) -> Callable[[], Values]:
        """Do what `resume` does without waiting; give what makes the values, for when it is on record."""
        if not self.presence.has_board(board):
            raise UnknownBoard
        if client.page:
            outcome = self.engine.press_now(client.player, page=page, presses=presses)
        else:
            outcome = self.engine.resume_now(client.player, page=page, presses=presses, acked=acked)
            self.presence.introduce(client, outcome.page)

        def introduced() -> Values:
            self.watch(client, board)
            self._tell_siblings(client, outcome)
            return answers.to_resume(client, outcome)

        return introduced

    async def press(self, sid: str, *, presses: object, page: object) -> Values:
        """Hear a page load's newest count; give the values for its page. Raises GameError."""
        client = self.presence.client(sid)
        return self.answer(client, await self.engine.press(client.player, page=page, presses=presses))

    def answer(self, client: Client, outcome: Outcome) -> Values:
        """Give the values that answer *outcome* at *client*, and tell the player's other tabs."""
        self._tell_siblings(client, outcome)
        return answers.to_press(client, outcome)

    def refuse(self, sid: str, refusal: GameError) -> None:
        """Show *refusal* on the page of *sid*."""
        wire = self._find_wire(sid)
        if wire is not None:
            number = answers.serial(self.engine.now())
            values = {"code": refusal.code, "text": refusal.text, "number": number}
            wire.write(self.words.delta(self.words.notice, values))

    def _tell_siblings(self, client: Client, outcome: Outcome) -> None:
        clients = self.presence.clients(client.player)
        if len(clients) < 2 or not (outcome.credited or outcome.hold_began):  # noqa: PLR2004  # one client is the own
            return
        for other in tuple(clients):
            if other is not client and not other.wire.is_full:
                self._write(other, self.words.play, answers.to_sibling(other, outcome))

    # Facts

    def _pass_on(self, fact: Fact) -> None:
        match fact:
            case RunEnded():
                for client in self.presence.clients(fact.player):
                    self._write(client, self.words.play, answers.to_run_ended(client, fact))
            case HandleChanged():
                for client in self.presence.clients(fact.player):
                    self._write(client, self.words.identity, {"handle": fact.handle})
            case SavingChanged():
                for client in self.presence.clients():
                    self._write(client, self.words.play, {"saving": fact.is_troubled})

    def _write(self, client: Client, state: str, values: Values) -> None:
        client.wire.write(self.words.delta(state, values))


lobby = Lobby(engine)
