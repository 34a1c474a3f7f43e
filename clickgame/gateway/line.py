"""A gateway's line to an engine in another process: what is asked is asked again until it is answered.

Messages may be lost on either way, and the engine may be another one from one moment to the next. Both count what they
say, so that a gap is seen; then whatever has no answer is asked again, but for calls that another engine must not do a
second time: those are refused with EngineAway, as is everything that stays without an answer for too long. Counts are
not sent again: they are given back, for their pages to say them anew, and what they say then is never too much.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from clickgame.contract import wire
from clickgame.contract.answers import EngineAway, Then
from clickgame.contract.bus import Bus
from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Fact, Outcome, SavingChanged
from clickgame.contract.presence import Move
from clickgame.gateway.engine_time import EngineTime
from clickgame.gateway.patience import Patience

APART_S = 0.001  # from one message to the next at least: it costs all who pass it on far more than what is in it
BEAT_S = 0.25  # between two words, or the engine takes the gateway for gone
SILENT_S = 1.5  # without a word of the engine's, after which it is away
AGAIN_S = 0.5  # without an answer, after which a call is made again; twice as long each time
PATIENCE_S = 5.0
SAVING = "saving"  # of an engine whose disk takes nothing

Hear = Callable[[Sequence[Outcome | GameError]], None]
Census = Callable[[], tuple[Iterable[str], Iterable[Move]]]
Place = tuple[str, str]
"""A player, and an arena."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Asked:
    """A call that has no answer yet: made first, and to be made again (s)."""

    call: wire.Call
    then: Then[Any]
    began: float
    again_at: float
    again_s: float = AGAIN_S


@dataclass(slots=True)
class _Counted:
    """Counts that have no answer yet, and when they were sent (s)."""

    counts: Sequence[Count]
    then: Hear
    sent_at: float


class Line:
    """The line of one gateway, over *bus*.

    `census` gives who all is here, `unheard` takes whose counts nobody has answered, and `missed` is called when facts
    may have been missed: whoever has the clients sets these.
    """

    census: Census
    unheard: Callable[[Iterable[Place]], None]
    missed: Callable[[], object]

    def __init__(self, bus: Bus, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Say and hear by *bus*; *clock* tells seconds."""
        self.changed = asyncio.Event()
        self.health: Mapping[str, object] = {}
        self.epoch = 0
        self.gaps = self.again = self.lost = 0
        self._bus, self._clock = bus, clock
        self._name = secrets.token_hex(8)
        self._said = self._calls = 0
        self._due: list[wire.Call] = []
        self._is_due = False
        self._spoke_at = self._heard_at = -SILENT_S
        self._asked: dict[int, _Asked] = {}
        self._counted: dict[int, _Counted] = {}
        self._lost: set[Place] = set()
        self._patience = Patience(least_s=AGAIN_S, most_s=PATIENCE_S)
        self._numbers = {wire.ALL: 0, self._name: 0}
        self.now = EngineTime(clock)
        self._listeners: list[Callable[[Fact], None]] = []
        self._told_garbled = ""
        self._is_told_saving = False
        bus.listen(wire.ALL, lambda message: self._take(message, wire.ALL))
        bus.listen(wire.gateway_channel(self._name), lambda message: self._take(message, self._name))
        bus.on_gap(self._gap)

    @property
    def is_away(self) -> bool:
        """Whether nothing is heard of the engine."""
        return self._clock() - self._heard_at > SILENT_S

    def listen(self, listener: Callable[[Fact], None]) -> None:
        """Have *listener* called with every fact."""
        self._listeners.append(listener)

    def ask(self, name: str, values: Mapping[str, object], then: Then[Any]) -> None:
        """Call *name* with its *values*; *then* is given the answer, or the refusal."""
        self._calls += 1
        call = wire.Call(self._calls, name, wire.CALLS[name].write(values))
        now = self._clock()
        self._asked[call.number] = _Asked(call, then, now, now + AGAIN_S)
        self._say(call)

    def tell(self, name: str, values: Mapping[str, object]) -> None:
        """Call *name*, which has no answer; the census makes good for it, should it be lost."""
        self._say(wire.Call(0, name, wire.CALLS[name].write(values)))

    def hear(self, counts: Sequence[Count], then: Hear) -> None:
        """Have *counts* heard, and give *then* what they came to."""
        self._calls += 1
        self._counted[self._calls] = _Counted(counts, then, self._clock())
        self._say(wire.Call(self._calls, wire.HEAR, wire.encoded(counts)))

    async def run(self) -> None:
        """Keep the line until cancelled; then say goodbye."""
        try:
            while True:
                await asyncio.sleep(BEAT_S / 2)
                self._look()
        finally:
            self._say(wire.Call(0, wire.GOODBYE, wire.encoded(None)))
            self._flush()

    # What is said

    def _say(self, call: wire.Call) -> None:
        self._due.append(call)
        if not self._is_due:
            self._is_due = True
            asyncio.get_running_loop().call_later(self._spoke_at + APART_S - self._clock(), self._end_turn)

    def _end_turn(self) -> None:
        if self._is_due:  # or it was said already: nothing comes after a goodbye
            self._flush()

    def _flush(self) -> None:
        due, self._due, self._is_due = self._due, [], False
        self._said += 1
        self._spoke_at = self._clock()
        oldest = next(iter(self._asked), self._calls + 1)
        said = wire.Said(wire.VERSION, self._name, self.epoch, self._said, self._spoke_at, oldest, due)
        self._bus.publish(wire.ENGINE, wire.written(said))

    def _look(self) -> None:
        """Make calls again that have waited, refuse those that have waited for too long, and be heard."""
        now = self._clock()
        self._tell_saving()
        for number, asked in tuple(self._asked.items()):
            if now - asked.began > PATIENCE_S:
                self._give_up(number)
            elif now >= asked.again_at:
                self._ask_again(asked)
        patience_s = AGAIN_S if self.is_away else self._patience.s
        late = [number for number, counted in self._counted.items() if now - counted.sent_at > patience_s]
        if late and not self.is_away:
            self._patience.in_vain()
        for number in late:
            self._lose(number)
        self._give_back()
        if now - self._spoke_at >= BEAT_S:
            self._flush()

    def _give_up(self, number: int) -> None:
        _give(self._asked.pop(number).then, EngineAway())

    def _ask_again(self, asked: _Asked) -> None:
        self.again += 1
        asked.again_s *= 2
        asked.again_at = self._clock() + asked.again_s
        self._say(asked.call)

    def _lose(self, number: int) -> None:
        counted = self._counted.pop(number)
        self.lost += len(counted.counts)
        self._lost.update((count.player, count.arena) for count in counted.counts)
        _give(counted.then, [EngineAway()] * len(counted.counts))

    def _give_back(self) -> None:
        """Have the pages say their unanswered counts anew; while the engine is away, none would be answered."""
        if self._lost and not self.is_away:
            lost, self._lost = self._lost, set()
            self.unheard(lost)

    # What is heard

    def _take(self, message: bytes, channel: str) -> None:
        try:
            told = wire.read(wire.TOLD, message)
        except wire.Garbled as problem:
            self._tell_garbled(problem)
            return
        was_away = self.is_away
        if told.epoch < self.epoch:
            return  # it is an engine no more
        self._heard_at = self._clock()
        is_new = told.epoch != self.epoch
        if is_new:
            self._begin_with(told)
        self.now.learn(told.at)
        is_gap = told.number != self._numbers[channel] + 1
        self._numbers[channel] = told.number
        self._take_each(self._take_answer, told.answers)
        self._take_each(self._tell_fact, told.facts)
        if told.health is not None:
            self.health = told.health
            self._tell_saving()
        if told.has_changed:
            self.changed.set()
        if is_new or is_gap or told.has_missed or was_away:
            self._gap()

    def _begin_with(self, told: wire.Told) -> None:
        """Begin with another engine: it is asked anew, but for what it must not do again."""
        self.epoch, self._numbers = told.epoch, dict.fromkeys(self._numbers, 0)
        self.now.forget()
        for number, asked in tuple(self._asked.items()):
            if asked.call.name in wire.ONCE:
                self._give_up(number)
        self._due = [call for call in self._due if call.name not in wire.ONCE]

    def _gap(self) -> None:
        """Make good what may have been missed: who is here, what was asked, what was counted, and facts."""
        census = wire.encoded(tuple(list(part) for part in self.census()))
        self._say(wire.Call(0, wire.CENSUS_OF, census))
        if not self.epoch:
            return
        self.gaps += 1
        for asked in self._asked.values():
            if self._clock() - asked.began <= PATIENCE_S:  # or it is about to be given up, and may be forgotten there
                self._ask_again(asked)
        for number in tuple(self._counted):
            self._lose(number)
        self._give_back()
        self.changed.set()
        self.missed()

    def _tell_saving(self) -> None:
        """Have pages told whether presses wait: for the engine, or there, for the disk."""
        is_saving = self.is_away or self.health.get("status") == SAVING
        if is_saving != self._is_told_saving:
            self._is_told_saving = is_saving
            self._tell_all(SavingChanged(is_saving))

    def _tell_garbled(self, problem: wire.Garbled) -> None:
        if str(problem) != self._told_garbled:  # each is said once
            self._told_garbled = str(problem)
            logger.error("what the engine says cannot be read: %s", problem)

    def _take_each(self, take: Callable[[Any], None], parts: Iterable[Any]) -> None:
        """Take each of *parts*; one that cannot be read costs the others nothing."""
        for part in parts:
            try:
                take(part)
            except wire.Garbled as problem:
                self._tell_garbled(problem)

    def _take_answer(self, answer: wire.Answer) -> None:
        number = answer.number
        if (counted := self._counted.get(number)) is not None:
            outcomes, refused = wire.OUTCOMES.read(answer.value)
            given = [each or wire.refusal(*refused.get(at, ("", ""))) for at, each in enumerate(outcomes)]
            if len(given) != len(counted.counts):
                raise wire.Garbled(f"of {len(counted.counts)} counts, {len(given)} are answered")
            del self._counted[number]
            self._patience.answered(self._clock() - counted.sent_at)
            _give(counted.then, given)
        elif (asked := self._asked.get(number)) is not None:  # or it was asked twice, and answered twice
            kind = wire.CALLS[asked.call.name].answer
            given = wire.refusal(answer.code, answer.text) if answer.code else kind.read(answer.value)
            del self._asked[number]
            _give(asked.then, given)

    def _tell_fact(self, told: tuple[str, msgspec.Raw]) -> None:
        name, value = told
        if name != SavingChanged.__name__ and name in wire.FACTS:  # that one is told by the engine's health
            self._tell_all(wire.FACTS[name].read(value))

    def _tell_all(self, fact: Fact) -> None:
        for listener in self._listeners:
            _give(listener, fact)


def _give(then: Callable[[Any], None], value: object) -> None:
    try:
        then(value)
    except Exception:  # one that fails hurts itself alone
        logger.exception("an answer could not be taken")
