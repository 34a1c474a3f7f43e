"""Page loads that introduce themselves: heard, shown their board, and told what they should know."""

import asyncio
from collections.abc import Callable, Iterable
from functools import partial

from clickgame.contract.answers import EngineAway, Then
from clickgame.contract.arenas import NOWHERE
from clickgame.contract.calls import Count, Link
from clickgame.contract.errors import GameError, UnknownPlayer
from clickgame.contract.facts import Beginning, Outcome
from clickgame.contract.refusals import Banned
from clickgame.gateway import replies
from clickgame.gateway.broadcast import Broadcast
from clickgame.gateway.clients import Client, Clients
from clickgame.gateway.hearing import Hearing
from clickgame.gateway.reflex.channels import IDENTITY
from clickgame.gateway.reflex.protocol import Values, delta, deltas
from clickgame.gateway.views import View

AT_ONCE, PER_S = 20, 1_000.0  # pages that are asked to introduce themselves anew, and in a second


class Introductions:
    """Takes the introductions of the pages of one gateway."""

    def __init__(
        self,
        link: Link,
        clients: Clients,
        broadcast: Broadcast,
        hearing: Hearing,
        *,
        readmit: Callable[[Client], None],
        tell_siblings: Callable[[Client, Outcome], None],
    ) -> None:
        """Ask at the end of *link*; *readmit* makes the player of a page a new one, whom the engine has forgotten."""
        self._link = link
        self._clients = clients
        self._has_missed = asyncio.Event()
        self._broadcast = broadcast
        self._add = hearing.add
        self._readmit = readmit
        self._tell_siblings = tell_siblings

    def introduce(
        self,
        client: Client,
        *,
        presses: object,
        page: object,
        acked: object,
        age_s: object,
        board: str,
        then: Then[Values],
    ) -> None:
        """Hear a page load that introduces itself, and give what its page should know.

        It is shown *board*, or if that is "", the one that a page of its arena shows at first. Where there is no arena
        it is told nothing: on its way into one, a page introduces itself before its new address has come, and again.
        """
        if client.arena == NOWHERE:
            then({})
            return
        board = board or client.home
        is_resume = not client.page
        count = Count(client.player, client.arena, page, presses, acked, age_s, is_resume)

        def opened(view: View | GameError) -> None:
            if isinstance(view, GameError):
                self._put_off(client, view, then)
                return
            if is_resume and isinstance(page, str):
                client.introduce(page)  # already now: a press may be close behind
            self._add(count, partial(heard, client.introductions))

        def heard(number: int, outcome: Outcome | GameError) -> None:
            if isinstance(outcome, EngineAway):  # it is not the player's to do anything about
                client.introduce("")
                then({})
                return
            if isinstance(outcome, GameError):
                self._refuse(client, outcome, board, is_resume=is_resume)
                then(outcome)
                return

            def begun(beginning: Beginning | GameError) -> None:
                if number == client.introductions:
                    self._begun(client, board, outcome, then, beginning)
                else:  # it is to introduce itself anew, may know more already, and is told then
                    then({})

            self._link.begin(client.player, client.arena, board, begun)

        self._broadcast.open(client.arena, board, opened)

    def unheard(self, places: Iterable[tuple[str, str]]) -> None:
        """Have the pages introduce themselves anew of players in arenas from where no count was answered."""
        for player, arena in places:
            for client in tuple(self._clients.of(player)):
                if client.arena == arena:
                    self._ask_again(client)

    def missed(self) -> None:
        """Have all pages introduce themselves anew, as they may have missed something; not all of them at once."""
        self._has_missed.set()

    async def run(self) -> None:
        """Have them do so, until cancelled."""
        while True:
            await self._has_missed.wait()
            self._has_missed.clear()
            for number, client in enumerate(tuple(self._clients.all()), 1):
                if not client.has_left:
                    self._ask_again(client)
                if number % AT_ONCE == 0:
                    await asyncio.sleep(AT_ONCE / PER_S)

    def _ask_again(self, client: Client) -> None:
        client.introduce("")
        client.has_missed = True
        client.wire.write(delta(IDENTITY, {"link": replies.serial(self._link.now())}))

    def _begun(
        self, client: Client, board: str, outcome: Outcome, then: Then[Values], beginning: Beginning | GameError
    ) -> None:
        """Tell a page that was heard for the first time what it should know."""
        if isinstance(beginning, GameError):
            self._put_off(client, beginning, then)
            return
        values = {**replies.to_resume(client, outcome), **replies.to_race(beginning.race)}
        if not client.has_left:
            self._broadcast.show(client, board)
            self._tell_siblings(client, outcome)
            if client.has_missed:
                client.has_missed = False
                welcome, now = beginning.welcome, self._link.now()
                news = {IDENTITY.name: replies.to_return(welcome)}
                client.wire.write(deltas(news | replies.learn_sanction(client, welcome.sanction, now=now)))
            if client.learn_standing(beginning.standing):
                values.update(beginning.standing._asdict())
        then(values)

    def _put_off(self, client: Client, refusal: GameError, then: Then[Values]) -> None:
        """Refuse an introduction; one that the engine has left unanswered for too long is made again.

        It has waited for seconds, so that this takes no more than one in as many."""
        if not isinstance(refusal, EngineAway):
            then(refusal)
            return
        then({})
        if not client.has_left:
            self._ask_again(client)

    def _refuse(self, client: Client, refusal: GameError, board: str, *, is_resume: bool) -> None:
        """Have a page that was refused introduce itself anew; a banned player's shows the board, and is told again."""
        if isinstance(refusal, Banned):
            if not client.has_left:
                self._broadcast.show(client, board)
            return
        if is_resume:
            client.introduce("")
        if isinstance(refusal, UnknownPlayer) and not client.has_left:
            self._readmit(client)
