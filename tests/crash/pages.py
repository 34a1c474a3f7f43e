"""Page loads that play badly: each counts its own presses, and knows what the server has acknowledged of them."""

import asyncio
import json
import math
import time
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from websockets.exceptions import WebSocketException

from tests.crash.network import Held, Network, TakenBack, Wrong
from tests.gateway.client import IDENTITY, NAMESPACE, NOTICE, PLAY, ROOT, Client

if TYPE_CHECKING:
    from tests.crash.members import Member

RETRY_S = 0.4
CLAIM_S = 60.0  # A page load may say at its first contact that it is so old; what came before is not promised.
LATE_MOST_S = 45.0  # The network keeps a first contact back until then at most; the rest is for a server that starts.


class PageLoad:
    """One load of the page: its id, its cumulative count, and what of it was acknowledged.

    It listens to the states of *hears*, and any refusal is a failure that is not one of *expected*.
    """

    expected: ClassVar[frozenset[str]] = frozenset(("count_decreased",))  # it sends old counts behind new ones
    hears: ClassVar[tuple[str, ...]] = (PLAY, IDENTITY, NOTICE)

    def __init__(self, member: "Member") -> None:
        """Load the page for *member*."""
        self.member = member
        self.id = str(uuid.uuid4())
        self.network = Network(member.figures)
        self.loaded_at = time.monotonic()
        self.presses = self.acked = self.resumes = 0
        self.is_open = False
        self._visit: asyncio.Task[None] | None = None
        self._floor: int | None = None  # none before it has introduced itself on this connection
        self._link = 0
        self._lost_at = self.heard_at = self.loaded_at
        self._presses_then = 0
        self._said = 0
        self._old_counts: list[int] = []

    @property
    def is_heard(self) -> bool:
        """Tell whether the server is known to have heard of it."""
        return self.resumes > 0

    @property
    def is_overdue(self) -> bool:
        """Tell whether it should be heard before the server is killed again, to be in time with its claim."""
        return self.is_open and not self.is_heard and time.monotonic() - self.loaded_at > LATE_MOST_S

    @property
    def failure(self) -> BaseException | None:
        """What ended the visit, if it ended."""
        if self._visit is None or not self._visit.done() or self._visit.cancelled():
            return None
        return self._visit.exception()

    # What the page does by itself

    def open(self) -> None:
        """Connect, and go on connecting whenever the connection is lost."""
        self.is_open = True
        self._visit = asyncio.create_task(self._stay())

    async def close(self) -> None:
        """Go away without a word; raises Wrong if the server has been caught."""
        self.is_open = False
        if self._visit is not None:
            self._visit.cancel()
            await asyncio.wait([self._visit])
            if self.failure is not None:
                raise self.failure

    def tell(self) -> None:
        """Send the newest count if it is news: once, twice, late, with an old one behind it, or not at all."""
        if self._floor is None or self.presses == self._said:
            return
        match self.member.rng.random():
            case chance if chance < 0.10:
                pass  # throttled away by the page
            case chance if chance < 0.20:
                self._old_counts.append(self.presses)
            case chance if chance < 0.30:
                self._send_press(self.presses)
                self._send_press(self.presses)
            case _:
                self._send_press(self.presses)
                while self._old_counts:
                    self._send_press(self._old_counts.pop())

    def tell_again(self) -> None:
        """Send the newest count, as a page does when its answer is late."""
        if self._floor is not None:
            self._send_press(self.presses)

    # What the network does to it

    def stall(self, *, sending_s: float = 0.0, reading_s: float = 0.0) -> None:
        """Keep back what it sends, or what it is answered, for so long."""
        self.member.note(self, f"stalls: sending {sending_s:.1f} s, reading {reading_s:.1f} s")
        self.network.sending.shut(self._at_most(sending_s))
        self.network.reading.shut(self._at_most(reading_s))

    def cut_off(self, for_s: float) -> None:
        """Lose the connection, and let there be none for so long."""
        self.network.connecting.shut(self._at_most(for_s))
        self.lose(f"is cut off for {for_s:.1f} s")

    def lose(self, note: str = "loses its connection") -> None:
        """Lose the connection; the next one is tried at once, unless the network is down."""
        self.member.note(self, note)
        self.network.lose()

    def _at_most(self, for_s: float) -> float:
        return for_s if self.is_heard else min(for_s, self.loaded_at + LATE_MOST_S - time.monotonic())

    # The connection

    async def _stay(self) -> None:
        while True:
            with suppress(OSError, WebSocketException, TimeoutError):
                try:
                    await self._connect()
                finally:
                    self._disconnect()
            await asyncio.sleep(RETRY_S * self.member.rng.random())

    async def _connect(self) -> None:
        async with self.network.connected(f"{self.member.way()}{uuid.uuid4()}", cookie=self.member.cookie):
            async for frame in self.network.frames():
                if frame.startswith("0"):
                    self._hydrate()
                elif frame == "2":
                    self.network.send("3")
                elif frame.startswith("42") and any(f'"{name}"' in frame for name in self.hears):
                    self._take_in(json.loads(frame.removeprefix(f"42{NAMESPACE},"))[1]["delta"])

    def _disconnect(self) -> None:
        if self._floor is not None:
            self._floor = None
            self._lost_at, self._presses_then = time.monotonic(), self.presses

    def _hydrate(self) -> None:
        event = Client.event(f"{ROOT}.hydrate_and_load")
        self.network.send(f"40{NAMESPACE},{json.dumps({'event': event})}")

    def _take_in(self, delta: dict[str, dict[str, Any]]) -> None:
        code = delta.get(NOTICE, {}).get("code_rx_state_")
        if code and code not in self.expected:
            raise self.member.wrong(f"page {self.id} was refused: {delta[NOTICE]}")
        identity = delta.get(IDENTITY, {})
        link = identity.get("link_rx_state_") or self._link
        if self._floor is None and identity.get("player_rx_state_"):
            self.member.identify(identity["player_rx_state_"])
            self._introduce()
        elif self._floor is not None and link != self._link:
            self._send_resume()  # as it was asked to; what it knows of others' counts it knew before
        self._link = link
        play = delta.get(PLAY, {})
        if play.get("held_s_rx_state_"):
            raise self.member.wrong(f"page {self.id} was held for {play['held_s_rx_state_']} s", Held)
        if self._floor is not None and "acked_rx_state_" in play:
            self._hear(play, others=self._floor)

    def _introduce(self) -> None:
        member, now = self.member, time.monotonic()
        if not self.is_heard and now - self.loaded_at > CLAIM_S and self.presses:
            raise Wrong(f"page {self.id} came too late to the server: this machine is too slow to judge by")
        self._floor = member.acked - self.acked
        self._send_resume()
        if self.presses > self._presses_then:
            if self.is_heard:
                member.figures.longest_outage_s = max(member.figures.longest_outage_s, now - self._lost_at)
            else:
                member.figures.latest_contact_s = max(member.figures.latest_contact_s, now - self.loaded_at)
        member.note(self, f"introduces itself with {self.presses} presses, {self.acked} acknowledged")

    def _hear(self, play: dict[str, Any], *, others: int) -> None:
        """Take in an answer; *others* is what of other page loads had been acknowledged before the introduction."""
        acked = play["acked_rx_state_"]
        if not self.acked <= acked <= self.presses:
            text = f"page {self.id} was acknowledged {self.acked}, now {acked}, of {self.presses}"
            raise self.member.wrong(text, TakenBack if acked < self.acked else Wrong)
        self.acked, self.heard_at = acked, time.monotonic()
        self.member.figures.answers += 1
        if "before_rx_state_" in play:
            self.resumes += 1
            self.member.judge(play["before_rx_state_"] + play["score_rx_state_"], floor=others + acked)

    def _send_resume(self) -> None:
        age_s = math.ceil(time.monotonic() - self.loaded_at)
        self._send("resume", presses=self.presses, acked=self.acked, age_s=age_s, board="live")

    def _send_press(self, presses: int) -> None:
        self._send("press", presses=presses)

    def _send(self, handler: str, *, presses: int, **payload: object) -> None:
        self._said = max(self._said, presses)
        event = Client.event(f"{PLAY}.{handler}", page=self.id, presses=presses, **payload)
        self.network.send(f"42{NAMESPACE},{json.dumps(['event', event])}", presses=presses)
