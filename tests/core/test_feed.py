"""The feed's entries: numbers that rise, pages without gap or duplicate, answers that are set and not added."""

import pytest

from clickgame.contract.errors import NotYours, ReactionsFull, UnknownEntry, UnknownReaction
from clickgame.contract.feed import FEED_KINDS, REACTION_KEYS
from clickgame.core.feed import Entry, Feed

KINDS = ("best", "streak")
LIKE, OTHER = REACTION_KEYS[:2]


def feed_of(*entries: Entry, kept: int = 100, reactions_kept: int = 100) -> Feed:
    """Give a feed with *entries*."""
    feed = Feed(kept=kept, reactions_kept=reactions_kept)
    for entry in entries:
        feed.put(entry)
    return feed


def entry(number: int, player: str = "ann", kind: str = "best", *, arena: str = "", other: str = "") -> Entry:
    """Give an entry."""
    return Entry(number, 10.0 * number, kind, player, arena, other)


def numbers(feed: Feed, *, kind: str = "", before: int = 10**9, most: int = 99, player: str = "") -> list[int]:
    """Give the numbers on a page."""
    return [entry.number for entry in feed.page((kind, ""), before=before, most=most, player=player)]


def test_the_newest_numbers_are_kept() -> None:
    feed = feed_of(*(entry(number) for number in range(1, 8)), kept=3)
    assert numbers(feed) == [7, 6, 5]
    feed.put(entry(4))
    assert numbers(feed) == [7, 6, 5]
    feed.put(entry(1_000_000))
    assert numbers(feed) == [1_000_000]
    assert feed.newest == 1_000_000


def test_an_answer_is_set_and_not_added() -> None:
    feed = feed_of(entry(1))
    assert feed.react("bob", 1, LIKE) is feed.entries[1]
    assert feed.react("bob", 1, LIKE) is None
    assert feed.entries[1].reactions == {"bob": LIKE}
    assert feed.react("bob", 1, OTHER)
    assert feed.entries[1].reactions == {"bob": OTHER}
    assert feed.react("bob", 1, "")
    assert feed.react("bob", 1, "") is None
    assert feed.entries[1].reactions == {}
    assert feed.react("ann", 1, LIKE), "one's own entry, too"
    assert feed.react("ann", 1, "")
    assert set(feed._of) == {"ann"}


@pytest.mark.parametrize("number", [0, 2, -1, 10**30, True, "1", 1.0, None, [], {}])
def test_what_is_no_entry_is_refused(number: object) -> None:
    feed = feed_of(entry(1))
    with pytest.raises(UnknownEntry):
        feed.react("bob", number, LIKE)
    with pytest.raises(UnknownEntry):
        feed.hide("ann", number, is_hidden=True)
    assert feed == feed_of(entry(1))


@pytest.mark.parametrize("reaction", ["x", "👏", "like" * 1000, None, 0, [], {}])
def test_what_is_no_reaction_is_refused(reaction: object) -> None:
    feed = feed_of(entry(1))
    with pytest.raises(UnknownReaction):
        feed.react("bob", 1, reaction)
    assert feed == feed_of(entry(1))


def test_so_many_answer_and_no_more() -> None:
    feed = feed_of(entry(1), reactions_kept=2)
    for player in ("ann", "bob"):
        feed.react(player, 1, LIKE)
    with pytest.raises(ReactionsFull):
        feed.react("cid", 1, LIKE)
    assert feed.react("bob", 1, OTHER)
    assert feed.react("bob", 1, "")
    assert feed.react("cid", 1, LIKE)


def test_what_is_hidden_is_there_for_its_player_alone() -> None:
    feed = feed_of(entry(1), entry(2, "bob"), entry(3))
    assert feed.hide("ann", 1, is_hidden=True) is feed.entries[1]
    assert feed.hide("ann", 1, is_hidden=True) is None
    assert numbers(feed) == numbers(feed, player="bob") == [3, 2]
    assert numbers(feed, player="ann") == [3, 2, 1]
    with pytest.raises(UnknownEntry):
        feed.react("bob", 1, LIKE)
    with pytest.raises(UnknownEntry):
        feed.hide("bob", 1, is_hidden=False)
    with pytest.raises(NotYours):
        feed.hide("ann", 2, is_hidden=True)
    feed.hide("ann", 1, is_hidden=False)
    assert numbers(feed) == [3, 2, 1]


def test_who_is_forgotten_takes_along_what_is_about_them_and_their_answers() -> None:
    feed = feed_of(entry(1), entry(2, "bob", other="ann"), entry(3, "bob"))
    feed.react("ann", 3, LIKE)
    feed.react("cid", 3, LIKE)
    feed.forget("ann")
    feed.forget("nobody")
    assert numbers(feed) == [3]
    assert feed.entries[3].reactions == {"cid": LIKE}
    assert set(feed._of) == {"bob", "cid"}


def test_an_answer_to_an_entry_that_has_left_changes_nothing() -> None:
    feed = feed_of(entry(1))
    feed.put_reaction(9, "ann", LIKE)
    feed.put_reaction(1, "bob", "")
    assert feed == feed_of(entry(1))
    assert feed != "a feed"


def test_a_page_costs_what_it_is_long() -> None:
    """Counted by what is read of the entries: as much of a hundred as of ten thousand."""
    for kept in (100, 10_000):
        feed = feed_of(*(entry(number, kind=KINDS[number % 2]) for number in range(1, kept + 1)), kept=kept)
        read: list[int] = []

        class Watched(dict[int, Entry]):
            def __getitem__(self, number: int, /) -> Entry:
                read.append(number)  # noqa: B023  # it is used within the round
                return super().__getitem__(number)

        feed.entries = Watched(feed.entries)
        assert len(numbers(feed, kind=KINDS[0], most=30)) == 30
        assert len(read) == 30


@pytest.mark.parametrize("kind", FEED_KINDS, ids=lambda kind: kind.key)
def test_each_kind_has_words_of_its_own_and_a_weight(kind: object) -> None:
    assert [each.words for each in FEED_KINDS].count(kind.words) == 1  # pyright: ignore[reportAttributeAccessIssue]
    assert len({each.weight for each in FEED_KINDS}) == len({each.key for each in FEED_KINDS}) == len(FEED_KINDS)
