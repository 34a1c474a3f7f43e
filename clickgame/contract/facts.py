"""What the rules say has happened, in plain data: the only vocabulary between the rules and the rest."""

from typing import NamedTuple

from clickgame.contract.boards import Line
from clickgame.contract.feed import FeedEntry
from clickgame.contract.moderation import Sanction
from clickgame.contract.reads import ArenaInfo
from clickgame.contract.runs import Ghost, Race, Story


class Outcome(NamedTuple):
    """What a message with a press count came to.

    *acked* is the page load's count in *arena* as processed, credited or not; *before* the presses of earlier runs;
    *held_until* (s) is 0 for a player who is not held; *hold_began* tells that this message caused or renewed the hold.
    *left_s* is what the run still has, 0 when there is none. *at* (s) is when all this was so. *is_news* is false for
    a count that was known and has changed nothing: there is nothing to write down.
    """

    player: str
    page: str
    acked: int
    credited: int
    score: int
    best: int
    before: int
    ended: int
    left_s: float
    held_until: float
    hold_began: bool
    at: float
    arena: str
    is_news: bool

    def followed_by(self, later: "Outcome") -> "Outcome":
        """Merge with the *later* outcome of the same page load: its numbers, and what both credited and began."""
        return later._replace(
            credited=self.credited + later.credited,
            hold_began=self.hold_began or later.hold_began,
            is_news=self.is_news or later.is_news,
        )


class RunEnded(NamedTuple):
    """A run in *arena* came to *score* presses and is over; *before* counts the presses of all runs there so far.

    *is_new_best* tells that no run of the player's came to as many before.
    """

    player: str
    score: int
    before: int
    best: int
    arena: str
    is_new_best: bool = False


class Standing(NamedTuple):
    """A player's rank on one board (0: not on it) and the lines around."""

    rank: int
    neighbours: list[Line]


class StreakState(NamedTuple):
    """A streak of *days* in a row up to *day*; a press goes on with it *until* a day. Days are counted from 1970 on."""

    days: int
    day: int
    until: int


class Welcome(NamedTuple):
    """Who has arrived, with which streak, which achievements by their keys, and the gravest sanction.

    *place* is the arena that was asked for, None where there is none of that name.
    """

    player: str
    handle: str
    streak: StreakState | None = None
    earned: tuple[str, ...] = ()
    sanction: Sanction | None = None
    place: ArenaInfo | None = None


class Beginning(NamedTuple):
    """What a page that has introduced itself is told besides: what there is to race against, its rank, and who it is.

    The last is for one that may have missed some of it since its player was greeted.
    """

    race: Race
    standing: Standing
    welcome: Welcome


class SavingChanged(NamedTuple):
    """The disk has stopped (*is_troubled*) or resumed taking the journal."""

    is_troubled: bool


class HandleChanged(NamedTuple):
    """A player goes by another handle."""

    player: str
    handle: str


class StreakWentOn(NamedTuple):
    """A player has pressed for the first time on another day."""

    player: str
    streak: StreakState


class AchievementReached(NamedTuple):
    """A player has reached an achievement, and has *earned* so many now, by their keys."""

    player: str
    key: str
    earned: tuple[str, ...]


class StoryTold(NamedTuple):
    """A player's run in *arena* is over: its story, and the *ghosts* that the next one may race against."""

    player: str
    arena: str
    story: Story
    ghosts: tuple[Ghost, ...]


class SanctionsChanged(NamedTuple):
    """An operator has done or undone something about a player, or its time is over: *gravest* is what is in force."""

    player: str
    gravest: Sanction | None


class NetworkBanned(NamedTuple):
    """An operator has banned, by the deed of that *number*, the networks from which *player* is connected."""

    player: str
    number: int


class BlocksChanged(NamedTuple):
    """Other addresses are kept out than before, by so many deeds."""

    deeds: int


class FeedTold(NamedTuple):
    """The feed has a new entry."""

    entry: FeedEntry


class FeedChanged(NamedTuple):
    """An entry of the feed has other reactions than before, or is hidden, or shown again."""

    entry: FeedEntry


class SignedOut(NamedTuple):
    """A browser of a player has signed out: the player's pages load themselves anew, to be whoever their cookies say.

    With *is_cut_off* all have signed out, by another token: whoever has the one before is nobody at once.
    """

    player: str
    is_cut_off: bool


class PlayerErased(NamedTuple):
    """A player wanted to be no more, and is none."""

    player: str


Fact = (
    RunEnded
    | StoryTold
    | PlayerErased
    | SignedOut
    | SavingChanged
    | HandleChanged
    | StreakWentOn
    | AchievementReached
    | SanctionsChanged
    | NetworkBanned
    | BlocksChanged
    | FeedTold
    | FeedChanged
)
