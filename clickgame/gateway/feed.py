"""The feed on its way to the pages: at most once a second, the same bytes to all who watch the same of it.

What is sent has the newest entries whole, so whoever missed some needs nothing but the next; a page that finds a gap
asks anew. It is text, a line each, with tabs between its parts, and parts at the end left out that say nothing:

    kind, arena, low, high, now, more               what is shown ("": all); every entry of it is here whose number is
                                                    above low, up to high; the time (s); 1 where there are older ones
    number, at, player, handle, words, other handle, arena, counts, mine, hidden, other              an entry
    number                                          an entry that is hidden from others

Counts are those of the reactions in the order of REACTIONS, with commas between. A page's own reaction (mine) is told
in answers to it only. Pages that show the button are told the newest entry alone, and seldom, with a board.
"""

import asyncio
import math
from collections import defaultdict
from collections.abc import Iterable

from clickgame.contract.answers import EngineAway
from clickgame.contract.calls import Link
from clickgame.contract.errors import UnknownArena
from clickgame.contract.facts import FeedChanged, FeedTold
from clickgame.contract.feed import FeedAsk, FeedEntry, FeedPage
from clickgame.gateway.broadcast import Broadcast
from clickgame.gateway.clients import Client
from clickgame.gateway.reflex.channels import FEED
from clickgame.gateway.reflex.protocol import Frame, delta
from clickgame.gateway.slices import in_slices
from clickgame.settings import Settings

LINE_EVERY = 5  # rounds, in which the newest entry stays on the page with the button
CHANGED_MOST = 64  # entries whose changes are told in one round, besides those that are hidden: a number each
SPARE = 2  # entries that are sent again, besides those of another round

Filter = tuple[str, str]


class Feed:
    """What the clients of one gateway are told of the feed."""

    def __init__(self, link: Link, broadcast: Broadcast, settings: Settings) -> None:
        """Tell what the engine at the end of *link* has: to who watches, and to all its newest entry by *broadcast*."""
        self._link = link
        self._broadcast = broadcast
        self._every_s = settings.feed_s
        self._newest_most = SPARE + math.ceil(2 * settings.feed_per_s * settings.feed_s)
        self._watchers: defaultdict[Filter, dict[Client, None]] = defaultdict(dict)
        self._behind: set[Client] = set()
        self._is_news = False
        # Changes are told twice: a page may be drawn once for two frames, and then has seen the later one alone.
        self._changed: dict[int, FeedEntry] = {}
        self._told: dict[int, FeedEntry] = {}
        self._line: list[str] = []
        self._line_number = 0
        self._line_rounds = 0

    async def watch(self, client: Client, kind: str, arena: str) -> str:
        """Let *client* watch a kind in an arena ("": all), and give the newest of it. Raises UnknownKind or Arena."""
        text = await self.older(client, kind, arena)
        self.left(client)
        if not client.has_left:
            self._watchers[kind, arena][client] = None
            client.feed = kind, arena
        return text

    async def older(self, client: Client, kind: str, arena: str, before: int = 0) -> str:
        """Give what comes before the number *before*, the newest for 0, as *client* sees it. Raises as `watch` does."""
        page = await self._link.feed(FeedAsk(kind, arena, before, player=client.player))
        return text_of(page, (kind, arena), now=self._link.now(), player=client.player)

    def left(self, client: Client) -> None:
        """Note that *client* watches nothing any more."""
        if client.feed is None:
            return
        watchers = self._watchers[client.feed]
        watchers.pop(client, None)
        if not watchers:
            del self._watchers[client.feed]
        self._behind.discard(client)
        client.feed = None

    def take(self, fact: FeedTold | FeedChanged) -> None:
        """Have *fact* told with the next round."""
        if isinstance(fact, FeedTold):
            self._is_news = True
        elif len(self._changed) < CHANGED_MOST or fact.entry.number in self._changed or fact.entry.is_hidden:
            self._changed[fact.entry.number] = fact.entry

    async def run(self) -> None:
        """Tell what is new until cancelled."""
        while True:
            await asyncio.sleep(self._every_s)
            await self.tick()

    async def tick(self) -> None:
        """Tell every page that watches what it does not know."""
        is_news, self._is_news = self._is_news, False
        changed = {**self._told, **self._changed}
        self._told, self._changed = self._changed, {}
        for shown, watchers in tuple(self._watchers.items()):
            concerned = [entry for entry in changed.values() if _is_shown(entry, shown)]
            due = watchers if is_news or concerned else self._behind & watchers.keys()
            if due and (frame := await self._frame(shown, concerned)):
                await in_slices(self._send(client, frame) for client in tuple(due))
        await self._tell_line(has_changed=self._line_number in changed)

    async def _frame(self, shown: Filter, changed: Iterable[FeedEntry]) -> Frame | None:
        try:
            page = await self._link.feed(FeedAsk(*shown, most=self._newest_most))
        except (UnknownArena, EngineAway):  # it is no more, or cannot be asked: there is nothing to tell
            return None
        return delta(FEED, {"news": text_of(page, shown, now=self._link.now(), changed=changed)})

    def _send(self, client: Client, frame: Frame) -> None:
        if client.has_left or client.wire.offer(frame):
            self._behind.discard(client)
        else:
            self._behind.add(client)

    async def _tell_line(self, *, has_changed: bool) -> None:
        """Tell the newest entry of all to the pages with the button: seldom, but at once that the one there changed."""
        self._line_rounds -= 1
        if self._line_rounds > 0 and not has_changed:
            return
        try:
            newest = (await self._link.feed(FeedAsk(most=1))).entries
        except EngineAway:
            return
        line = [part for entry in newest for part in (entry.handle, entry.words, entry.other_handle)]
        self._line_number = newest[0].number if newest else 0
        if line != self._line:
            self._broadcast.tell_all(FEED, {"line": line})
            self._line, self._line_rounds = line, LINE_EVERY


def text_of(page: FeedPage, shown: Filter, *, now: float, player: str = "", changed: Iterable[FeedEntry] = ()) -> str:
    """Write *page* of what is *shown*, for *player* or for all, and other entries that have *changed*."""
    numbers = {entry.number for entry in page.entries}
    entries = *page.entries, *(entry for entry in changed if entry.number not in numbers)
    head = *shown, page.low, page.high, round(now, 1), 1 if page.has_more else ""
    return "\n".join([_line(*head), *(line_of(entry, player, page.mine.get(entry.number, "")) for entry in entries)])


def line_of(entry: FeedEntry, player: str, mine: str) -> str:
    """Write *entry* as *player* sees it, who has answered *mine* to it."""
    if entry.is_hidden and (not player or entry.player != player):
        return str(entry.number)
    counts = ",".join(str(count or "") for count in entry.counts).rstrip(",")
    about = entry.player, entry.handle, entry.words, entry.other_handle, entry.arena
    return _line(entry.number, round(entry.at), *about, counts, mine, 1 if entry.is_hidden else "", entry.other)


def _line(*parts: object) -> str:
    return "\t".join(map(str, parts)).rstrip("\t")


def _is_shown(entry: FeedEntry, shown: Filter) -> bool:
    kind, arena = shown
    return kind in ("", entry.kind) and arena in ("", entry.arena)
