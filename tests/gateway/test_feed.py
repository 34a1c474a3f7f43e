"""What pages are told of the feed: those that watch it, what is new, the same to all; the others one line, seldom."""

from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.errors import UnknownArena, UnknownKind
from clickgame.contract.feed import FEED_KINDS
from clickgame.gateway import feed as feed_module
from clickgame.gateway.clients import Client
from clickgame.gateway.feed import CHANGED_MOST, LINE_EVERY
from tests.gateway.room import Room, tell

PLENTY = {"feed_per_s": 100.0}


async def happen(room: Room, player: str, *subjects: str) -> None:
    """Let something happen to *player*."""
    for subject in subjects:
        room.engine.feed.reached(player, subject)
    await room.engine.commit.written()


async def told(room: Room, sid: str) -> list[list[str]]:
    """Let a second end; give the lines of the news that the page of *sid* is told, without what is shown."""
    await room.lobby.feed.tick()
    return lines(room.heard(sid).get("feed", {}).get("news", ""))


def lines(text: str) -> list[list[str]]:
    """Read lines, without what is shown."""
    return [line.split("\t") for line in text.split("\n")[1:]]


def head(text: str) -> list[str]:
    """Read what is shown."""
    return text.split("\n", 1)[0].split("\t")


async def watcher(room: Room, sid: str, kind: str = "", arena: str = "") -> Client:
    """Let somebody in who watches the feed, and not the button."""
    await room.arrive(sid)
    client = room.lobby.clients.get(sid)
    await room.lobby.feed.watch(client, kind, arena)
    room.forget()
    return client


def test_who_watches_is_told_what_is_new_and_nobody_else(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        await room.arrive("2")
        room.forget()
        await happen(room, ann.player, "warm")
        (line,) = await told(room, "1")
        handle = room.engine.game.player(ann.player).handle
        assert line == ["1", "1000", ann.player, handle, "reached Warmed up"]
        assert "feed" not in room.heard("2")
        assert await told(room, "1") == []
        room.lobby.feed.left(ann)
        await happen(room, ann.player, "fifty")
        assert await told(room, "1") == []

    tell(tmp_path, story)


def test_a_page_has_its_own_answers_and_says_for_which_numbers_it_is_complete(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        await happen(room, ann.player, *map(str, range(40)))
        room.engine.feed.react(ann.player, 39, "heart")
        text = await room.lobby.feed.watch(ann, "", "")
        assert head(text) == ["", "", "10", "40", "1000.0", "1"]
        assert [line[0] for line in lines(text)] == [str(number) for number in range(40, 10, -1)]
        assert lines(text)[1][7:] == ["1", "heart"]
        older = await room.lobby.feed.older(ann, "", "", 11)
        assert head(older) == ["", "", "0", "10", "1000.0"]
        assert len(lines(older)) == 10

    tell(tmp_path, story, **PLENTY)


def test_news_are_sent_whole_and_leave_no_gap_unseen(tmp_path: Path) -> None:
    """A round that somebody misses is told again with the next; with many missed, the gap can be seen."""

    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        await happen(room, ann.player, "a", "b")
        await room.lobby.feed.tick()
        room.forget()
        await happen(room, ann.player, "c")
        assert [line[0] for line in await told(room, "1")] == ["3", "2", "1"]
        await happen(room, ann.player, *map(str, range(60)))
        await room.lobby.feed.tick()
        news = room.heard("1")["feed"]["news"]
        low, high = map(int, head(news)[2:4])
        assert high == 63
        assert [int(line[0]) for line in lines(news)] == list(range(high, low, -1))

    tell(tmp_path, story, feed_per_s=50.0, feed_s=0.1)


def test_all_who_watch_the_same_are_sent_the_same_frame_encoded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(room: Room) -> None:
        for number in range(50):
            await watcher(room, str(number), "" if number % 2 else "achievement")
        ann = await watcher(room, "ann", "streak")
        encoded: list[object] = []
        delta = feed_module.delta
        monkeypatch.setattr(feed_module, "delta", lambda *of: (encoded.append(of), delta(*of))[1])
        await happen(room, ann.player, "warm")
        await room.lobby.feed.tick()
        news: list[Any] = [values for _, values in encoded if "news" in values]  # pyright: ignore[reportGeneralTypeIssues]
        assert len(news) == 3
        assert room.wires["1"].frames[0] is room.wires["49"].frames[0]
        assert room.wires["2"].frames[0] is room.wires["48"].frames[0]

    tell(tmp_path, story)


def test_what_is_filtered_has_only_that(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1", "achievement")
        await watcher(room, "2", "", "classic")
        room.engine.feed._offer("overtook", ann.player, "classic", other=ann.player, amount=2)
        await happen(room, ann.player, "warm")
        await room.lobby.feed.tick()
        assert [line[4] for line in lines(room.heard("1")["feed"]["news"])] == ["reached Warmed up"]
        assert [line[4] for line in lines(room.heard("2")["feed"]["news"])] == ["took 2nd place from"]

    tell(tmp_path, story)


def test_answers_are_counted_live_once_a_second(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        others = [await watcher(room, f"other {number}") for number in range(20)]
        await happen(room, ann.player, "warm")
        await room.lobby.feed.tick()
        room.forget()
        for other in others:
            room.engine.feed.react(other.player, 1, "fast")
        await room.engine.commit.written()
        assert room.wires["1"].frames == []
        (line,) = await told(room, "1")
        assert line[7] == ",20"
        assert len(room.wires["1"].frames) <= 1

    tell(tmp_path, story)


def test_a_change_far_back_is_told_and_more_than_a_few_at_once_are_not(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        await happen(room, ann.player, *map(str, range(200)))
        for _ in range(2):
            await room.lobby.feed.tick()
        room.forget()
        for number in range(1, 101):
            room.engine.feed.react(ann.player, number, "wow")
        await room.engine.commit.written()
        changed = [line for line in await told(room, "1") if len(line) > 7]
        assert len(changed) == CHANGED_MOST
        assert changed[0][7] == ",,1"

    tell(tmp_path, story, feed_per_s=200.0, feed_s=0.05)


def test_what_is_hidden_is_a_number_to_all(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        bob = await watcher(room, "2")
        await happen(room, ann.player, "warm")
        await room.lobby.feed.tick()
        room.forget()
        room.engine.feed.hide(ann.player, 1, is_hidden=True)
        await room.engine.commit.written()
        assert await told(room, "2") == [["1"]]
        assert lines(await room.lobby.feed.watch(bob, "", "")) == []
        assert lines(await room.lobby.feed.watch(ann, "", ""))[0][-1] == "1"

    tell(tmp_path, story)


def test_a_slow_reader_is_skipped_and_told_when_there_is_room(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        room.wires["1"].is_full = True
        await happen(room, ann.player, "warm")
        assert await told(room, "1") == []
        room.wires["1"].is_full = False
        assert len(await told(room, "1")) == 1
        assert await told(room, "1") == []

    tell(tmp_path, story)


def test_nothing_is_kept_of_who_has_gone_or_is_refused(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        for kind, arena, refusal in (("gossip", "", UnknownKind), ("", "nowhere", UnknownArena)):
            with pytest.raises(refusal):
                await room.lobby.feed.watch(ann, kind, arena)
        assert ann.feed == ("", "")
        for kind in FEED_KINDS:
            await room.lobby.feed.watch(ann, kind.key, "")
        assert list(room.lobby.feed._watchers) == [(FEED_KINDS[-1].key, "")]
        room.wires["1"].is_full = True
        room.lobby.feed._behind.add(ann)
        room.lobby.leave("1")
        assert room.lobby.feed._watchers == {}
        assert room.lobby.feed._behind == set()
        await room.lobby.feed.watch(ann, "", "")
        assert room.lobby.feed._watchers == {}

    tell(tmp_path, story)


def test_the_page_with_the_button_is_told_the_newest_in_one_line_and_seldom(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("1")
        await room.lobby.feed.tick()
        await room.lobby._broadcast.tick()
        assert "feed" not in room.heard("1")
        handle = room.engine.game.player(ann.player).handle
        for number in range(2 * LINE_EVERY - 1):
            await happen(room, ann.player, f"number {number}")
            await room.lobby.feed.tick()
            await room.lobby._broadcast.tick()
            heard = room.heard("1").get("feed")
            assert heard == (None if number % LINE_EVERY else {"line": [handle, f"reached number {number}", ""]})
        await room.enter("2")
        assert room.heard("2")["feed"].keys() == {"line"}

    tell(tmp_path, story, **PLENTY)


def test_a_busy_feed_costs_a_page_less_than_a_kilobyte_a_second(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann, bob = await watcher(room, "1"), await watcher(room, "2")
        sent, rounds = 0, 60
        for number in range(rounds):
            room.clock.move(room.settings.feed_s)
            for _ in range(9):
                room.engine.feed._offer("best", ann.player, "classic", other=bob.player, amount=number)
            for entry in tuple(room.engine.game.feed.entries)[-5:]:
                room.engine.feed.react(bob.player, entry, ("wow", "heart")[number % 2])
            await room.engine.commit.written()
            await room.lobby.feed.tick()
            sent += sum(len(frame.encode()) for frame in room.wires["1"].frames)
            room.forget()
        assert sent / (rounds * room.settings.feed_s) <= 1_000

    tell(tmp_path, story)
