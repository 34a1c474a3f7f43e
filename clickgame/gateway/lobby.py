"""The lobby: everybody who is connected here, and everything that is said to them.

States and sockets talk to this one object. It knows clients, replies and broadcast, and asks the engine, over its
link, for every decision.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

from clickgame.contract.answers import EngineAway, Then, answered
from clickgame.contract.arenas import ARENA, NOWHERE
from clickgame.contract.calls import Count, Link
from clickgame.contract.errors import GameError, UnknownPage, UnknownPlayer
from clickgame.contract.facts import Outcome, Welcome
from clickgame.contract.reads import ArenaInfo
from clickgame.contract.refusals import Sanctioned
from clickgame.gateway import replies
from clickgame.gateway.arenas import ArenaCounts
from clickgame.gateway.background import running
from clickgame.gateway.broadcast import Broadcast
from clickgame.gateway.clients import Client, Clients, Wire
from clickgame.gateway.credentials import Credential, make
from clickgame.gateway.facts import Facts
from clickgame.gateway.fairplay import FairPlay
from clickgame.gateway.feed import Feed
from clickgame.gateway.followed import Followed
from clickgame.gateway.hearing import Hearing
from clickgame.gateway.introductions import Introductions
from clickgame.gateway.presence import Presence
from clickgame.gateway.reflex.channels import IDENTITY, NOTICE, PLACE, PLAY
from clickgame.gateway.reflex.protocol import PRESS_ANSWER, Values, delta, deltas, reload
from clickgame.gateway.signing_out import SigningOut
from clickgame.settings import Settings

FindWire = Callable[[str], Wire | None]
Begin = Callable[[str], None]
CredentialOf = Callable[[str], Credential]


class Lobby:
    """The clients of one gateway, their replies and their boards."""

    def __init__(self, link: Link, settings: Settings) -> None:
        """Stand before the engine at the end of *link*."""
        self.link = link
        self.clients = Clients()
        self.find_wire: FindWire = lambda _sid: None
        self.who_asks: Callable[[], str] = lambda: ""
        self.begin: Begin = lambda _sid: None
        self.credential_of: CredentialOf = lambda _sid: make()
        self._broadcast = Broadcast(link, self.clients, settings)
        self.presence = Presence(link, self._broadcast, every_s=settings.presence_s)
        self.followed = Followed(link, every_s=settings.followed_s)
        self.feed = Feed(link, self._broadcast, settings)
        self.fairplay = FairPlay(link, refuse=self.refuse)
        self.arena_counts = ArenaCounts(link, every_s=settings.presence_s)
        self.hearing = Hearing(link, reply=self._answer, refuse=self.refuse_count)
        self.introductions = Introductions(
            link, self.clients, self._broadcast, self.hearing, readmit=self._readmit, tell_siblings=self._tell_siblings
        )
        self.introduce = self.introductions.introduce
        self.refused: Counter[str] = Counter()
        self._signing_out = SigningOut(
            link,
            self.clients,
            leave=self.leave,
            load_anew=self.load_anew,
            token_of=lambda sid: self.credential_of(sid).token,
        )
        self._facts = Facts(link, self.clients, self.feed, part=self._part)

    def open(self) -> AbstractAsyncContextManager[None]:
        """Keep the boards going out, the word of who is here, and the feed."""
        told = self.presence, self.followed, self.arena_counts, self.feed, self.introductions, self._signing_out
        return running(self._broadcast.run(), self._broadcast.run_standings(), *(each.run() for each in told))

    @property
    def broadcast(self) -> Broadcast:
        """The boards' ticker."""
        return self._broadcast

    def missed(self) -> None:
        """Make good that facts may have been missed."""
        self.introductions.missed()
        self._signing_out.missed()

    # Comings and goings

    def is_direct(self, sid: str) -> bool:
        """Tell whether the connection *sid* is a fast one."""
        wire = self.find_wire(sid)
        return wire is not None and wire.is_direct

    def arrive(self, sid: str, then: Then[Values], *, arena: str = ARENA) -> None:
        """Take in the connection *sid*, as the player of the token that it has, and give what its page should know.

        It comes to *arena*; to one that is not there it does not come, and is told so.

        A token of nobody's is a new player's, which is said unless it was just made. Who has gone is given nothing.
        Refuses with HandleTaken when no handle is left to give, and with TooManyNewcomers.
        """
        credential = self.credential_of(sid)

        def greeted(welcome: Welcome | GameError) -> None:
            if isinstance(welcome, UnknownPlayer):
                if credential.begin():
                    self.refuse(sid, welcome)
                self._begin(sid, credential, greeted, arena)
            elif isinstance(welcome, GameError):
                self.refuse(sid, welcome)
                then(welcome)
            elif client := self._join(sid, welcome, arena):
                is_new = credential.arrive()
                then(replies.to_arrival(welcome, is_kept=credential.is_kept, is_new=is_new, now=self.link.now()))
                if notice := replies.learn_sanction(client, welcome.sanction, now=self.link.now()):
                    client.wire.write(deltas(notice))
            else:
                then({})

        if credential.is_made:
            greeted(UnknownPlayer())
        else:
            self.link.arrive(credential.token, greeted, is_new=False, arena=arena)

    def leave(self, sid: str) -> None:
        """Let the connection *sid* go."""
        client = self.clients.find(sid)
        if client is None:
            return
        self.presence.left(client)
        self.followed.left(client)
        self.feed.left(client)
        if self.clients.leave(client):
            self.link.present(left=[client.player])

    def watch(self, client: Client, board: str) -> None:
        """Turn *client* to *board* and show it the whole of it; a board that there is not is refused."""

        def shown(refusal: GameError | None) -> None:
            if refusal is None:
                self._broadcast.tell_standings([client])
            else:
                self.refuse(client.sid, refusal)

        self._broadcast.show(client, board, shown)

    # Presses

    async def press(self, client: Client, *, presses: object, page: object) -> Values:
        """Hear a page load's newest count; give the values for its page. Raises GameError."""
        count = Count(client.player, client.arena, page, presses)
        outcome: Outcome = await answered(partial(self.hearing.add, count))
        self._tell_siblings(client, outcome)
        return replies.to_press(client, outcome)

    # Refusals

    def refuse(self, sid: str, refusal: GameError) -> None:
        """Show *refusal* on the page of *sid*."""
        self.refused[refusal.code] += 1
        wire = self.find_wire(sid)
        if wire is not None:
            wire.write(delta(NOTICE, replies.to_refused(refusal, now=self.link.now())))
        if client := self.clients.find(sid):
            client.is_sanctioned = isinstance(refusal, Sanctioned)

    def refuse_count(self, client: Client, refusal: GameError, page: object) -> None:
        """Show that a count of *page* was refused; if the engine does not know it any more, have it start afresh.

        A player who was forgotten becomes a new one, and a page load introduces itself again: the presses are kept.
        """
        if isinstance(refusal, EngineAway):
            return  # the page is asked for its count again
        self.refuse(client.sid, refusal)
        if client.has_left or page != client.page or not client.page:
            return
        if isinstance(refusal, UnknownPlayer):
            self._readmit(client)
        elif isinstance(refusal, UnknownPage):
            client.introduce("")
            self._tell(client, {"link": replies.serial(self.link.now())})

    def load_anew(self, sid: str) -> None:
        """Have the page of *sid* load itself anew."""
        if wire := self.find_wire(sid):
            wire.write(reload())

    # Inside

    def _begin(self, sid: str, credential: Credential, then: Then[Welcome], arena: str) -> None:
        """Make a new player of the connection *sid*, if its address may bring one."""
        try:
            self.begin(sid)
        except GameError as refusal:
            then(refusal)
        else:
            self.link.arrive(credential.token, then, is_new=True, arena=arena)

    def _answer(self, client: Client, outcome: Outcome) -> None:
        """Answer what came past the framework: nearly always with nothing but score and count."""
        if len(self.clients.of(client.player)) > 1:
            self._tell_siblings(client, outcome)
        news = replies.news(client, outcome)
        if news:
            client.wire.write(delta(PLAY, {"score": outcome.score, "acked": outcome.acked, **news}))
        else:
            client.wire.write_bytes(PRESS_ANSWER % (outcome.score, outcome.acked))

    def _join(self, sid: str, welcome: Welcome, arena: str) -> Client | None:
        wire = self.find_wire(sid)
        if wire is None:
            return None
        before = self.clients.find(sid)
        self.leave(sid)
        client = Client(sid, welcome.player, wire, arena, is_sanctioned=before is not None and before.is_sanctioned)
        if arena != NOWHERE:
            self._enter(client, welcome.place)
        if self.clients.join(client):
            self.link.present(joined=[client.player])
        self.presence.joined(client)
        if self._facts.is_saving:
            wire.write(delta(PLAY, {"saving": True}))
        return client

    def _enter(self, client: Client, arena: ArenaInfo | None) -> None:
        """Have *client* come to its *arena*, and tell it what its page does not know of it; or that it is gone."""
        if arena is None:
            client.arena = NOWHERE
            client.wire.write(delta(PLACE, {"is_gone": True}))
            return
        client.home, client.is_timed = arena.boards[0].key, arena.is_timed
        if arena.name != ARENA:
            client.wire.write(delta(PLACE, replies.to_place(arena)))

    def _readmit(self, client: Client) -> None:
        """Make the player of *client*, whom the engine has forgotten, a new one: once, however often it is told so."""
        client.introduce("")
        self.credential_of(client.sid).renew()
        self.arrive(client.sid, lambda values: self._tell(client, values), arena=client.arena)

    def _part(self, player: str) -> None:
        """Send the pages of *player*, who is no more, to where they are told so; none of them makes another player."""
        for client in tuple(self.clients.of(player)):
            client.wire.write(replies.farewell())
            self.credential_of(client.sid).drop()
            self.leave(client.sid)

    def _tell(self, client: Client, values: Values | GameError) -> None:
        if values and not isinstance(values, GameError):
            client.wire.write(delta(IDENTITY, values))

    def _tell_siblings(self, client: Client, outcome: Outcome) -> None:
        if outcome.credited or outcome.hold_began:
            for other in tuple(self.clients.of(client.player)):
                if other is not client and other.arena == outcome.arena and not other.wire.is_full:
                    other.wire.write(delta(PLAY, replies.to_sibling(other, outcome)))
