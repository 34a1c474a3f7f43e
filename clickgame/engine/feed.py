"""The feed as the engine keeps it: what happens is offered, what is weighty enough for the moment becomes an entry.

Most news come with facts that are put on record anyway, and go with them. Who has come into a first ten, or overtaken
somebody there, is found by looking, about once a second: nothing here is on a press's way.
"""

from collections.abc import Callable

from clickgame.contract.errors import UnknownKind
from clickgame.contract.facts import FeedChanged, FeedTold, RunEnded, StreakWentOn
from clickgame.contract.feed import KINDS, REACTION_KEYS, FeedAsk, FeedEntry, FeedPage
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.achievements import ACHIEVEMENTS
from clickgame.core.feed import Entry
from clickgame.core.game import Game
from clickgame.core.news import News, Selection
from clickgame.core.openings import Opening
from clickgame.core.ranking import Row
from clickgame.core.state import ENTRY, REACTION, Change
from clickgame.core.topten import TOP, climbs
from clickgame.engine.announcer import Announcer
from clickgame.engine.commit import Commit

LIVE = "live"  # the board whose first ten are looked at
STREAKS_TOLD = frozenset({3, 7, 30, 100})
RUN_LEAST = 10  # presses from which on a run is told
PAGE_MOST = 100  # entries in one answer

_ENDINGS, _TEENS = {1: "st", 2: "nd", 3: "rd"}, (11, 12, 13)
_TITLES = {achievement.key: achievement.title for achievement in ACHIEVEMENTS}


class Feed:
    """What is worth telling of *game*: noted with *commit*, told by *announcer*, at the time (s) by *clock*."""

    def __init__(self, game: Game, commit: Commit, announcer: Announcer, *, clock: Callable[[], float]) -> None:
        """Look at nothing yet."""
        self._game = game
        self._commit = commit
        self._announcer = announcer
        self._clock = clock
        self._selection = Selection(per_s=game.rules.feed_per_s)
        self._seen = dict[str, list[Row]]()

    # What happens

    def run_ended(self, run: RunEnded) -> None:
        """Tell a new best run, or one that was in the first ten to the end."""
        if run.score < RUN_LEAST:
            return
        if run.is_new_best:
            self._offer("best", run.player, run.arena, amount=run.score)
        elif self._was_in_top(run):
            self._offer("ended", run.player, run.arena, amount=run.score)

    def streak_went_on(self, fact: StreakWentOn) -> None:
        """Tell a streak that has come to one of a few lengths."""
        if fact.streak.days in STREAKS_TOLD:
            self._offer("streak", fact.player, amount=fact.streak.days)

    def reached(self, player: str, achievement: str) -> None:
        """Tell what *player* has reached."""
        self._offer("achievement", player, subject=achievement)

    def passed(self, player: str, lesson: str) -> None:
        """Tell that *player* has passed the lesson with that title."""
        self._offer("lesson", player, subject=lesson)

    def closed(self, season: ClosedSeason) -> None:
        """Tell the champion of *season*, unless forgotten."""
        for row in season.rows[:1]:
            if row.player in self._game.roster.players:
                self._offer("champion", row.player, season.arena, subject=season.period, amount=row.score)

    def opened(self, opening: Opening) -> None:
        """Tell that a player has opened an arena, and not which it is: whoever opened it gives away its link."""
        self._offer("opened", opening.owner, subject=opening.title)

    def look(self) -> None:
        """Look who has climbed in the first ten of each arena, and put on record what there is room for now."""
        arenas = {name: arena for name, arena in self._game.arenas.items() if LIVE in arena.boards}
        for name in self._seen.keys() - arenas.keys():
            del self._seen[name]
        for name, arena in arenas.items():
            arena.boards.settle_first()
            rows = arena.boards.rows(LIVE, count=TOP)
            before = self._seen.get(name)
            self._seen[name] = rows
            if before is not None and before != rows:
                for climb in climbs(before, rows):
                    kind = "overtook" if climb.other else "entered"
                    self._offer(kind, climb.player, name, other=climb.other, amount=climb.rank)
        self._put_down()

    # What players answer

    def react(self, player: str, number: object, reaction: object) -> FeedPage:
        """Let *reaction* ("": none) be what *player* answers to an entry, and give that; asked twice, done once.

        Raises UnknownPlayer, UnknownEntry, UnknownReaction and ReactionsFull.
        """
        feed, known = self._game.feed, self._game.player(player).id
        entry = feed.react(known, number, reaction)
        if entry is not None:
            self._commit.note(Change(REACTION, entry, known))
            self._tell_change(entry)
        return self._one(entry or feed.visible(known, number), known)

    def hide(self, player: str, number: object, *, is_hidden: bool) -> FeedPage:
        """Hide an entry of *player*'s own from all others, or show it again, and give it; asked twice, done once.

        Raises UnknownPlayer, UnknownEntry and NotYours.
        """
        feed, known = self._game.feed, self._game.player(player).id
        entry = feed.hide(known, number, is_hidden=is_hidden)
        if entry is not None:
            self._commit.note(Change(ENTRY, entry))
            self._tell_change(entry)
        return self._one(entry or feed.visible(known, number), known)

    # What operators do

    def show_anew(self, player: str) -> None:
        """Have all entries about *player* told as they are now: by another name, or no more, or again."""
        for entry in reversed(self._game.feed.naming(player)):
            if player in {entry.player, entry.other}:
                self._tell_change(entry)

    # Reading

    def page(self, ask: FeedAsk) -> FeedPage:
        """Give the entries that are asked for. Raises UnknownKind and UnknownArena."""
        if ask.kind and ask.kind not in KINDS:
            raise UnknownKind
        if ask.arena:
            self._game.arena(ask.arena)
        feed = self._game.feed
        before = ask.before if 0 < ask.before <= feed.newest else feed.newest + 1
        most = max(1, min(ask.most, PAGE_MOST))
        found = feed.page((ask.kind, ask.arena), before=before, most=most + 1, player=ask.player)
        return self._page(found[:most], ask.player, high=before - 1, has_more=len(found) > most)

    # Inside

    def _was_in_top(self, run: RunEnded) -> bool:
        """Tell whether *run* was among the first ten by the last look at the boards, when it still went on."""
        boards = self._game.arena(run.arena).boards
        return LIVE in boards and 0 < boards.rank(LIVE, run.player) <= TOP

    def _offer(
        self, kind: str, player: str, arena: str = "", *, other: str = "", subject: str = "", amount: int = 0
    ) -> None:
        if arena and not self._game.arenas[arena].counts_elsewhere:
            return
        self._selection.offer(News(KINDS[kind], player, arena, other, subject, amount), self._clock())
        self._put_down()

    def _put_down(self) -> None:
        """Put on record what may be told now, and tell it then."""
        now, game = self._clock(), self._game
        for kind, player, arena, other, subject, amount in self._selection.take(now):
            about = {player, other} - {""}
            if about <= game.roster.players.keys() and not any(map(self._is_unseen, about)):
                entry = Entry(game.feed.newest + 1, now, kind.key, player, arena, other, subject, amount)
                game.feed.put(entry)
                self._commit.note(Change(ENTRY, entry))
                self._commit.then(lambda entry=entry: self._tell(entry, is_new=True))

    def _is_unseen(self, player: str) -> bool:
        """Tell whether nothing new is told of *player*, who is hidden, or has left the boards."""
        return player in self._game.moderation.hidden or self._game.roster.players[player].is_off

    def _one(self, entry: Entry, player: str) -> FeedPage:
        return self._page([entry], player, high=entry.number, has_more=True)

    def _page(self, entries: list[Entry], player: str, *, high: int, has_more: bool) -> FeedPage:
        mine = {entry.number: entry.reactions[player] for entry in entries if player in entry.reactions}
        low = entries[-1].number - 1 if has_more else 0
        shown = [self._told(entry) for entry in entries if not self._is_of_hidden(entry)]
        return FeedPage(shown, mine, low, high, has_more)

    def _tell_change(self, entry: Entry) -> None:
        self._commit.then(lambda: self._tell(entry, is_new=False))

    def _tell(self, entry: Entry, *, is_new: bool) -> None:
        if self._game.feed.entries.get(entry.number) is entry:
            told = gone(entry) if self._is_of_hidden(entry) else self._told(entry)
            self._announcer.tell(FeedTold(told) if is_new else FeedChanged(told))

    def _is_of_hidden(self, entry: Entry) -> bool:
        """Tell whether *entry* is about somebody whom an operator has hidden."""
        return not self._game.moderation.hidden.isdisjoint((entry.player, entry.other))

    def _told(self, entry: Entry) -> FeedEntry:
        players = self._game.roster.players
        subject = _TITLES.get(entry.subject, entry.subject)
        kind = KINDS.get(entry.kind)
        reactions = list(entry.reactions.values())
        return FeedEntry(
            entry.number,
            entry.at,
            entry.kind,
            entry.player,
            players[entry.player].handle,
            kind.words.format(subject=subject, **_in_words(entry.amount)) if kind else entry.kind,
            entry.other,
            players[entry.other].handle if entry.other else "",
            entry.arena,
            tuple(map(reactions.count, REACTION_KEYS)),
            entry.is_hidden,
        )


def gone(entry: Entry) -> FeedEntry:
    """Tell of an *entry* that is no more, or is not to be seen, as of one that somebody hides: of nobody."""
    return FeedEntry(entry.number, entry.at, entry.kind, "", "", "", "", "", entry.arena, (), is_hidden=True)


def _in_words(amount: int) -> dict[str, str]:
    """Write *amount* as the words of an entry may want it: as it is, as so many presses, and as a place."""
    ending = "th" if amount % 100 in _TEENS else _ENDINGS.get(amount % 10, "th")
    presses = "press" if amount == 1 else "presses"
    return {"amount": f"{amount:,}", "presses": f"{amount:,} {presses}", "place": f"{amount:,}{ending}"}
