"""Players of a fleet: they press like people, at any gateway, and take other handles, react, and look at boards."""

import json
import time
from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from clickgame.contract.answers import EngineAway
from clickgame.contract.feed import REACTION_KEYS
from clickgame.core.arenas import ARENAS
from clickgame.gateway.reflex.channels import BOARD, FEED, IDENTITY, NAMESPACE, NOTICE, PLAY
from tests.chaos.crew import Crew
from tests.chaos.figures import ChaosFigures
from tests.crash.members import Member, Whim
from tests.crash.network import Wrong
from tests.crash.pages import PageLoad
from tests.gateway.client import Client

WISH_S = 8.0  # after which an answer is waited for no more
MINE = 8  # where a line of the feed has one's own reaction
PLAIN = "34679"  # digits that look like nothing else, so that no two handles are too alike


class Wish:
    """Something of which the last counts, as a handle: what was answered holds, what was not may have been done."""

    def __init__(self) -> None:
        """Have asked for nothing."""
        self.answered = ""
        self.answers = 0
        self.unsure: set[str] = set()
        self._asked = ""
        self._asked_at = 0.0

    @property
    def may_ask(self) -> bool:
        """Tell whether nothing is waited for."""
        return not self._asked or time.monotonic() - self._asked_at > WISH_S

    def ask(self, value: str) -> None:
        """Note that *value* is asked for."""
        self.give_up()
        self._asked, self._asked_at = value, time.monotonic()

    def hear(self, value: str) -> None:
        """Note that *value* is so now."""
        if value and value == self._asked:
            self.answered, self._asked = value, ""
            self.answers += 1

    def give_up(self) -> None:
        """Wait for no answer any more."""
        self.unsure |= {self._asked} - {""}
        self._asked = ""

    def allows(self, value: str) -> bool:
        """Tell whether *value* may be how things are."""
        return not self.answered or value in {self.answered, self._asked} | self.unsure


class ChaosPage(PageLoad):
    """A page load at any gateway; what it finds wrong is noted, and it goes on."""

    expected: ClassVar[frozenset[str]] = PageLoad.expected | {EngineAway.code}
    hears: ClassVar[tuple[str, ...]] = (*PageLoad.hears, FEED.name)
    member: "ChaosMember"

    @property
    def is_introduced(self) -> bool:
        """Tell whether it has introduced itself on this connection."""
        return self._floor is not None

    def call(self, event: str, **payload: object) -> None:
        """Send an event."""
        self.network.send(f"42{NAMESPACE},{json.dumps(['event', Client.event(event, **payload)])}")

    def _take_in(self, delta: dict[str, dict[str, Any]]) -> None:
        try:
            super()._take_in(delta)
        except Wrong as wrong:
            self.member.tally.faults.append(wrong)
        self.member.learn(*(_vars(delta, name) for name in (PLAY.name, IDENTITY.name, FEED.name, NOTICE.name)))


class ChaosMember(Member):
    """A player of *crew*, the *number*-th."""

    def __init__(self, crew: Crew, number: int, rng: Random, figures: ChaosFigures) -> None:
        """Be somebody new."""
        super().__init__("", rng, figures)
        self.tally = figures
        self.handle = Wish()
        self.reactions: dict[int, Wish] = {}
        self.score = 0
        self._crew = crew
        self._number = number
        self._handles = 0
        self._entries: list[int] = []

    def way(self) -> str:
        """Connect to any gateway."""
        return self._crew.way(self.rng)

    def new_page(self) -> ChaosPage:
        """Make a page load."""
        return ChaosPage(self)

    def whims(self) -> Sequence[Whim]:
        """Do more than press."""
        return WHIMS

    def learn(
        self, play: dict[str, Any], identity: dict[str, Any], feed: dict[str, Any], notice: dict[str, Any]
    ) -> None:
        """Take in what a page was told."""
        self.score = play.get("score", self.score)
        self.handle.hear(identity.get("handle", ""))
        for text in (feed.get("page"), feed.get("news")):
            if text:
                self._entries = [int(line.split("\t")[0]) for line in text.split("\n")[1:]]
        for line in feed.get("own", "").split("\n"):
            parts = line.split("\t")
            if len(parts) > MINE and int(parts[0]) in self.reactions:
                self.reactions[int(parts[0])].hear(parts[MINE])
        if notice.get("code") == EngineAway.code:
            self.tally.away += 1
            for wish in (self.handle, *self.reactions.values()):
                wish.give_up()

    # What happens

    async def rename(self) -> None:
        """Take another handle."""
        page = self._a_page()
        if page and self.handle.may_ask:
            self._handles += 1
            handle = f"Wren {_plain(self._number)} {_plain(self._handles)}"
            self.handle.ask(handle)
            page.call(IDENTITY.event("rename"), form={"handle": handle})

    async def react(self) -> None:
        """React to an entry of the feed, or look whether there is any."""
        page = self._a_page()
        if page and not self._entries:
            page.call(FEED.event("watch"), kind="", arena="")
        elif page:
            number, reaction = self.rng.choice(self._entries), self.rng.choice(REACTION_KEYS)
            wish = self.reactions.setdefault(number, Wish())
            if wish.may_ask and reaction != wish.answered:
                wish.ask(reaction)
                page.call(FEED.event("react"), number=number, reaction=reaction)

    async def watch(self) -> None:
        """Look at another board."""
        page = self._a_page()
        if page:
            page.call(BOARD.event("watch"), board=self.rng.choice(ARENAS[0].boards))

    def _a_page(self) -> ChaosPage | None:
        pages = [page for page in self.open_pages if isinstance(page, ChaosPage) and page.is_introduced]
        return self.rng.choice(pages) if pages else None


WHIMS: tuple[Whim, ...] = (
    (ChaosMember.rename, 4),
    (ChaosMember.react, 6),
    (ChaosMember.watch, 3),
    (ChaosMember.stall_sending, 1),
    (ChaosMember.lose, 2),
    (ChaosMember.turn_to_another, 3),
    (ChaosMember.sleep, 1),
    (ChaosMember.reload, 2),
)


def _vars(delta: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    return {key.removesuffix("_rx_state_"): value for key, value in delta.get(name, {}).items()}


def _plain(number: int) -> str:
    """Write *number* in three digits or more that look like nothing else."""
    text = ""
    while number or len(text) < 3:
        number, digit = divmod(number, len(PLAIN))
        text = PLAIN[digit] + text
    return text
