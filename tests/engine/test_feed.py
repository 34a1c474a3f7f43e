"""What becomes an entry of the feed, when it is on record, who is told, and what players answer to it."""

from pathlib import Path

import pytest

from clickgame.contract.calls import Count
from clickgame.contract.facts import Fact, FeedTold
from clickgame.contract.feed import KINDS, FeedAsk, FeedEntry, FeedKind
from clickgame.core.periods import DAY_S
from clickgame.core.state import EARNED, ENTRY
from clickgame.engine.engine import Engine
from clickgame.engine.feed import RUN_LEAST
from clickgame.engine.jobs import look
from tests.engine.life import hear, join, settled, tell
from tests.fakes import FakeClock

NOON = DAY_S * 1.5
PLENTY = 100.0


def said(engine: Engine, kind: str = "", player: str = "") -> list[str]:
    """Give the words of the entries, the newest first, with the other's handle."""
    page = engine.feed.page(FeedAsk(kind, player=player))
    return [f"{entry.words} {entry.other_handle}".strip() for entry in page.entries]


def newest(engine: Engine, kind: str) -> FeedEntry:
    """Give the newest entry of a kind."""
    return engine.feed.page(FeedAsk(kind)).entries[0]


async def seen(engine: Engine) -> None:
    """Let the engine look, and what it found be on record."""
    await look(engine)
    await engine.commit.written()


def test_what_is_reached_is_an_entry_on_record_with_it(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        facts: list[Fact] = []
        unwritten: set[str] = set()
        engine.listen(facts.append)
        engine.listen(lambda _: unwritten.update(kind for kind, _, _ in engine.commit._changes))
        ann = join(engine, "ann")
        hear(engine, ann, 12, is_resume=True)
        await engine.commit.written()
        engine.board("classic", "live")
        await settled(engine)
        assert said(engine, "achievement") == ["reached Warmed up", "reached Working lunch"]
        told = [fact.entry for fact in facts if isinstance(fact, FeedTold)]
        assert told == list(reversed(engine.feed.page(FeedAsk()).entries))
        assert not unwritten & {ENTRY, EARNED}
        assert (told[0].player, told[0].handle) == (ann, engine.game.player(ann).handle)

    tell(tmp_path, story, now=NOON)


def test_a_kind_of_entry_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = FeedKind("comeback", "Comebacks", "is back after {amount} days", weight=5, every_s=3_600)
    monkeypatch.setitem(KINDS, line.key, line)

    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann = join(engine, "ann")
        for days in (60, 61):  # the second within the hour
            engine.feed._offer("comeback", ann, amount=days)
        await engine.commit.written()
        assert said(engine, "comeback") == ["is back after 60 days"]

    tell(tmp_path, story, now=NOON)


def test_a_new_best_is_told_when_the_run_ends_and_not_one_that_is_equal(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann, count = join(engine, "ann"), 0
        hear(engine, ann, 0, is_resume=True)
        for run in (RUN_LEAST - 1, RUN_LEAST, RUN_LEAST, RUN_LEAST + 1):
            for _ in range(run):
                clock.move(0.1)
                count += 1
                hear(engine, ann, count)
            clock.move(engine.settings.run_s)
            await engine.sweep()
            await engine.commit.written()
        assert said(engine, "best") == ["has a new best run: 11", "has a new best run: 10"]

    tell(tmp_path, story, feed_per_s=PLENTY)


def test_a_run_that_ends_in_the_first_ten_is_told(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        players = [join(engine, f"token {number}") for number in range(12)]
        for run in (1, 2):  # in the second, each is 30 presses short of the best
            for number, player in enumerate(players):
                hear(engine, player, run * (9 + number) + 30, is_resume=run == 1)
            engine.board("classic", "live")
            clock.move(engine.settings.run_s)
            await engine.sweep()
            await engine.commit.written()
        ended = {entry.player for entry in engine.feed.page(FeedAsk("ended")).entries}
        assert ended == set(players[2:])
        assert newest(engine, "ended").words == "ended a run of 20 in the top 10"

    tell(tmp_path, story, feed_per_s=PLENTY)


def test_a_streak_and_a_champion_are_told(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        hear(engine, ann, 1, is_resume=True)
        for day in range(2, 5):
            clock.move(DAY_S)
            hear(engine, ann, day)
            await engine.commit.written()
        assert said(engine, "streak") == ["has pressed on 3 days in a row"]
        told = said(engine, "champion")
        assert told.count("is champion of the day with 1 press") == len(told) - 1 == 3
        assert "is champion of the week with 3 presses" in told

    tell(tmp_path, story, now=NOON, feed_per_s=PLENTY)


def test_who_climbs_in_the_first_ten_is_told_when_somebody_looks(tmp_path: Path) -> None:
    """Once a minute for each, however often they pass one another."""

    async def story(engine: Engine, clock: FakeClock) -> None:
        players = [join(engine, f"token {number}") for number in range(11)]
        for number, player in enumerate(players):
            hear(engine, player, 20 + number, is_resume=True)
        await seen(engine)
        assert said(engine, "overtook") == said(engine, "entered") == []
        last, before_last = players[0], players[1]
        clock.move(1)
        hear(engine, last, 22)
        await seen(engine)
        assert said(engine, "entered") == ["climbed into the top 10, to 10th place"]
        counts = {last: 22, before_last: 21}
        for number in range(20):
            clock.move(2)
            player = (before_last, last)[number % 2]
            counts[player] = max(counts.values()) + 1
            hear(engine, player, counts[player])
            await seen(engine)
        told = engine.feed.page(FeedAsk("overtook")).entries
        assert {entry.player for entry in told} == {last, before_last}
        assert len(told) == 2

    tell(tmp_path, story, feed_per_s=PLENTY)


def test_an_arena_that_opens_is_told_without_its_link_and_what_happens_there_to_those_who_have_it(
    tmp_path: Path,
) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann = join(engine, "ann")
        name = engine.open_arena(ann, "classic", "Lunch break")
        engine.feed._offer("best", ann, name, amount=100)
        engine.feed._offer("best", ann, "sprint", amount=101)
        assert said(engine) == ["has a new best run: 101", "opened an arena: Lunch break"]
        assert name not in str(engine.feed.page(FeedAsk()))
        assert [entry.words for entry in engine.feed.page(FeedAsk(arena=name)).entries] == ["has a new best run: 100"]

    tell(tmp_path, story)


def test_an_arena_without_a_live_board_has_no_first_ten(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        engine.hear([Count(ann, "blindfold", "one", 9, 0, 60, is_resume=True)])
        await seen(engine)
        clock.move(engine.settings.run_s)
        await engine.sweep()
        assert said(engine, "ended") == []
        name = engine.open_arena(ann, "classic", "Lunch break")
        await seen(engine)
        engine.game.close_arena(name)
        await seen(engine)
        assert name not in engine.feed._seen

    tell(tmp_path, story)


def test_a_name_is_the_one_that_the_player_has_when_it_is_read(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann, bob = join(engine, "ann"), join(engine, "bob")
        engine.feed._offer("overtook", ann, "classic", other=bob, amount=3)
        engine.rename(ann, "Wren")
        engine.rename(bob, "Otter")
        (entry,) = engine.feed.page(FeedAsk()).entries
        assert (entry.handle, entry.words, entry.other_handle) == ("Wren", "took 3rd place from", "Otter")
        engine.game.forget(bob)
        assert engine.feed.page(FeedAsk()).entries == []
        engine.feed._offer("overtook", ann, "classic", other=bob, amount=3)
        assert engine.feed.page(FeedAsk()).entries == []

    tell(tmp_path, story)


@pytest.mark.parametrize(
    ("place", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (21, "21st")]
)
def test_a_place_is_said_as_people_say_it(tmp_path: Path, place: int, words: str) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        engine.feed._offer("entered", join(engine, "ann"), amount=place)
        assert said(engine) == [f"climbed into the top 10, to {words} place"]

    tell(tmp_path, story)


def test_a_storm_of_news_is_a_few_entries_a_second(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        players = [join(engine, f"token {number}") for number in range(50)]
        for second in range(20):
            clock.move(1)
            for player in players:
                engine.feed.reached(player, f"made up {second}")
            await seen(engine)
        assert len(engine.game.feed.entries) <= (20 + 2) * engine.settings.feed_per_s

    tell(tmp_path, story)
