"""The hall: everybody who is connected, and everything that is said to them.

States and sockets talk to this one object; it knows seats, frames and fan-out, and asks the engine for every decision.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from clickgame.core.facts import Fact, HandleChanged, Outcome, RunEnded, SavingChanged
from clickgame.engine import Engine, engine
from clickgame.errors import GameError, UnknownBoard
from clickgame.live import answers
from clickgame.live.background import running
from clickgame.live.fanout import Fanout
from clickgame.live.frames import Values, Vocabulary
from clickgame.live.presence import Presence, Seat
from clickgame.live.wire import Wire

FindWire = Callable[[str], Wire | None]


class Hall:
    """Presence, answers and fan-out of one engine."""

    def __init__(self, engine: Engine) -> None:
        """Stand beside *engine*; nobody can come in before `furnish`."""
        self.engine = engine
        self.presence = Presence()

    def furnish(self, words: Vocabulary, find_wire: FindWire) -> None:
        """Take the page's names for things and the way to find a connection's wire."""
        self.words = words
        self._find_wire = find_wire
        self._fanout = Fanout(self.engine, self.presence, words)
        self.engine.listen(self._pass_on)

    def open(self) -> AbstractAsyncContextManager[None]:
        """Keep the boards going out."""
        return running(self._fanout.run(), self._fanout.run_standings())

    # Comings and goings

    def is_direct(self, sid: str) -> bool:
        """Tell whether the connection *sid* is a fast one."""
        wire = self._find_wire(sid)
        return wire is not None and wire.is_direct

    def sit(self, sid: str, player: str) -> Seat | None:
        """Seat the connection *sid*, unless it has gone already."""
        wire = self._find_wire(sid)
        if wire is None:
            return None
        self.engine.changed.set()
        seat = self.presence.sit(sid, player, wire)
        if self.engine.commit.is_troubled:
            self._write(seat, self.words.play, {"saving": True})
        return seat

    def rise(self, sid: str) -> None:
        """Let the connection *sid* go."""
        self.presence.rise(sid)
        self.engine.changed.set()

    def watch(self, seat: Seat, board: str) -> None:
        """Turn *seat* to *board* and show it the whole of it. Raises UnknownBoard."""
        self.presence.watch(seat, board)
        self._fanout.seed(seat)
        self._fanout.tell_standing(seat)

    # Answers

    async def resume(self, sid: str, *, presses: object, page: object, acked: object, board: str) -> Values:
        """Hear a page load that introduces itself; give the values for its page. Raises GameError."""
        seat = self.presence.seat(sid)
        introduced = self.resume_now(seat, presses=presses, page=page, acked=acked, board=board)
        await self.engine.commit.written()
        return introduced()

    def resume_now(
        self, seat: Seat, *, presses: object, page: object, acked: object, board: str
    ) -> Callable[[], Values]:
        """Do what `resume` does without waiting; give what makes the values, for when it is on record."""
        if not self.presence.has_board(board):
            raise UnknownBoard
        if seat.page:
            outcome = self.engine.press_now(seat.player, page=page, presses=presses)
        else:
            outcome = self.engine.resume_now(seat.player, page=page, presses=presses, acked=acked)
            self.presence.introduce(seat, outcome.page)

        def introduced() -> Values:
            self.watch(seat, board)
            self._tell_siblings(seat, outcome)
            return answers.to_resume(seat, outcome)

        return introduced

    async def press(self, sid: str, *, presses: object, page: object) -> Values:
        """Hear a page load's newest count; give the values for its page. Raises GameError."""
        seat = self.presence.seat(sid)
        return self.answer(seat, await self.engine.press(seat.player, page=page, presses=presses))

    def answer(self, seat: Seat, outcome: Outcome) -> Values:
        """Give the values that answer *outcome* at *seat*, and tell the player's other tabs."""
        self._tell_siblings(seat, outcome)
        return answers.to_press(seat, outcome)

    def refuse(self, sid: str, refusal: GameError) -> None:
        """Show *refusal* on the page of *sid*."""
        wire = self._find_wire(sid)
        if wire is not None:
            number = answers.serial(self.engine.now())
            values = {"code": refusal.code, "text": refusal.text, "number": number}
            wire.write(self.words.delta(self.words.notice, values))

    def _tell_siblings(self, seat: Seat, outcome: Outcome) -> None:
        seats = self.presence.seats(seat.player)
        if len(seats) < 2 or not (outcome.credited or outcome.hold_began):  # noqa: PLR2004  # one seat is the own
            return
        for other in tuple(seats):
            if other is not seat and not other.wire.is_full:
                self._write(other, self.words.play, answers.to_sibling(other, outcome))

    # Facts

    def _pass_on(self, fact: Fact) -> None:
        match fact:
            case RunEnded():
                for seat in self.presence.seats(fact.player):
                    self._write(seat, self.words.play, answers.to_run_ended(seat, fact))
            case HandleChanged():
                for seat in self.presence.seats(fact.player):
                    self._write(seat, self.words.identity, {"handle": fact.handle})
            case SavingChanged():
                for seat in self.presence.seats():
                    self._write(seat, self.words.play, {"saving": fact.is_troubled})

    def _write(self, seat: Seat, state: str, values: Values) -> None:
        seat.wire.write(self.words.delta(state, values))


hall = Hall(engine)
