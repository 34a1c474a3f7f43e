"""What is hidden leaves the feed of open pages at once, whoever hides it: its owner, or an operator its player."""

from pathlib import Path

from clickgame.contract.moderation import HIDE, RENAME
from clickgame.gateway.feed import CHANGED_MOST, LINE_EVERY
from tests.gateway.room import Room, tell
from tests.gateway.test_feed import PLENTY, happen, told, watcher
from tests.gateway.test_moderation import do


def test_all_that_is_hidden_at_once_is_told(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        await happen(room, ann.player, *map(str, range(CHANGED_MOST + 50)))
        for _ in range(2):
            await room.lobby.feed.tick()
        room.forget()
        await do(room, HIDE, ann.player)
        assert {int(number) for (number,) in await told(room, "1")} == set(range(1, CHANGED_MOST + 51))

    tell(tmp_path, story, feed_per_s=200.0, feed_s=0.05)


def test_what_is_hidden_leaves_the_page_with_the_button_at_once(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann, bob = await room.enter("1"), await room.enter("2")

        async def line() -> list[str] | None:
            await room.engine.commit.written()
            await room.lobby.feed.tick()
            await room.lobby._broadcast.tick()
            return room.heard("2").get("feed", {}).get("line")

        await happen(room, bob.player, "warm")
        await line()
        for _ in range(LINE_EVERY):
            await line()
        await happen(room, ann.player, "warm")
        handle = room.engine.game.player(ann.player).handle
        assert await line() == [handle, "reached Warmed up", ""]
        room.engine.feed.hide(ann.player, 2, is_hidden=True)
        before = room.engine.game.player(bob.player).handle
        assert await line() == [before, "reached Warmed up", ""]
        room.engine.feed.react(ann.player, 1, "wow")
        assert await line() is None
        room.engine.feed.hide(bob.player, 1, is_hidden=True)
        assert await line() == []
        room.engine.feed.hide(ann.player, 2, is_hidden=False)
        again = [await line() for _ in range(LINE_EVERY)]
        assert again[-1] == [handle, "reached Warmed up", ""]

    tell(tmp_path, story, **PLENTY)


def test_who_is_renamed_by_an_operator_has_the_new_name_in_open_feeds(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await watcher(room, "1")
        await watcher(room, "2")
        await happen(room, ann.player, "warm")
        await told(room, "2")
        await told(room, "2")
        deed = await do(room, RENAME, ann.player)
        ((number, _, _, handle, _),) = await told(room, "2")
        assert (number, handle) == ("1", deed.after)

    tell(tmp_path, story)
