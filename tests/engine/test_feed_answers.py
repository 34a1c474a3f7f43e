"""What players answer to entries of the feed, what they are refused, and how entries are read."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import NotYours, UnknownArena, UnknownEntry, UnknownKind, UnknownPlayer, UnknownReaction
from clickgame.contract.facts import FeedChanged
from clickgame.contract.feed import FeedAsk, FeedPage
from clickgame.core.state import REACTION
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from tests.engine.life import join, tell
from tests.engine.test_feed import PLENTY, said
from tests.fakes import FakeClock


def test_an_answer_is_on_record_once_however_often_it_is_asked_for(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann, bob = join(engine, "ann"), join(engine, "bob")
        engine.feed.reached(ann, "warm")
        await engine.commit.written()
        facts: list[Any] = []
        engine.listen(facts.append)
        link, asked = LocalLink(engine), list[FeedPage]()
        for _ in range(3):
            asked.append(await answered(partial(link.react, bob, 1, "wow")))
        assert len(facts) == 1
        assert asked == [asked[0]] * 3
        assert (asked[0].mine, asked[0].entries[0].counts) == ({1: "wow"}, (0, 0, 1, 0, 0))
        engine.feed.react(bob, 1, "wow")
        assert not engine.commit._changes
        engine.feed.react(bob, 1, "")
        assert REACTION in {kind for kind, _, _ in engine.commit._changes}
        hide = partial(link.hide, ann, 1)
        hidden: FeedPage = await answered(lambda then: hide(then=then, is_hidden=True))
        assert hidden.entries[0].is_hidden
        assert isinstance(facts[-1], FeedChanged)
        assert (said(engine), said(engine, player=ann)) == ([], ["reached Warmed up"])
        await answered(lambda then: hide(then=then, is_hidden=False))
        await answered(lambda then: hide(then=then, is_hidden=False))
        assert len(facts) == 4

    tell(tmp_path, story)


def test_what_cannot_be_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann, bob = join(engine, "ann"), join(engine, "bob")
        engine.feed.reached(ann, "warm")
        await engine.commit.written()
        for refusal, call in (
            (UnknownPlayer, lambda: engine.feed.react("nobody", 1, "wow")),
            (UnknownEntry, lambda: engine.feed.react(bob, 2, "wow")),
            (UnknownReaction, lambda: engine.feed.react(bob, 1, "x" * 4_000)),
            (NotYours, lambda: engine.feed.hide(bob, 1, is_hidden=True)),
            (UnknownPlayer, lambda: engine.feed.hide("nobody", 1, is_hidden=True)),
            (UnknownKind, lambda: engine.feed.page(FeedAsk("gossip"))),
            (UnknownArena, lambda: engine.feed.page(FeedAsk(arena="nowhere"))),
        ):
            with pytest.raises(refusal):
                call()
        assert not engine.commit._changes

    tell(tmp_path, story)


def test_pages_say_for_which_numbers_they_are_complete(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann = join(engine, "ann")
        for number in range(7):
            engine.feed.reached(ann, f"number {number}")
        pages = [engine.feed.page(FeedAsk(most=3))]
        while pages[-1].has_more:
            pages.append(engine.feed.page(FeedAsk(before=pages[-1].low + 1, most=3)))
        assert [(page.high, page.low) for page in pages] == [(7, 4), (4, 1), (1, 0)]
        assert [entry.number for page in pages for entry in page.entries] == [7, 6, 5, 4, 3, 2, 1]
        for before in (-5, 10**30):
            assert engine.feed.page(FeedAsk(before=before, most=3)) == pages[0]
        assert len(engine.feed.page(FeedAsk(most=0)).entries) == 1

    tell(tmp_path, story, feed_per_s=PLENTY)


def test_all_of_it_is_there_after_a_kill(tmp_path: Path) -> None:
    """What was told is on record, and is read as it was."""
    kept: list[FeedPage] = []

    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann, bob = join(engine, "ann"), join(engine, "bob")
        for number in range(3):
            engine.feed.reached(ann, f"number {number}")
        engine.feed.react(bob, 2, "wow")
        engine.feed.hide(ann, 1, is_hidden=True)
        await engine.commit.written()
        kept.append(engine.feed.page(FeedAsk(player=bob)))
        await engine.commit.written()
        engine.is_open = False  # nothing else is written
        engine.commit.stop()
        await asyncio.to_thread(engine._store.close)

    async def again(engine: Engine, _clock: FakeClock) -> None:
        assert engine.feed.page(FeedAsk(player=engine.arrive("bob", is_new=False).player)) == kept[0]

    tell(tmp_path, story, feed_per_s=PLENTY)
    tell(tmp_path, again, feed_per_s=PLENTY)
