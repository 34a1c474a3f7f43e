"""Page loads that introduce themselves: what they are told, what is refused, and who is asked to do so anew."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.answers import EngineAway
from clickgame.contract.arenas import NOWHERE
from clickgame.contract.calls import Count
from clickgame.contract.errors import CountDecreased, UnknownBoard, UnknownPlayer
from clickgame.gateway.introductions import AT_ONCE, PER_S
from tests.gateway.room import Room, page_of, tell


def test_a_page_that_introduces_itself_hears_everything(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.arrive("1")
        values = await room.introduce(room.lobby.clients.get("1"), presses=5)
        assert (values["score"], values["acked"], values["best"], values["before"]) == (5, 5, 5, 0)
        assert (values["left_s"], values["held_s"], values["ended"], values["saving"]) == (300.0, 0.0, 0, False)
        assert room.heard("1")["board"]["shown"] == "live"

    tell(tmp_path, story)


def test_a_page_that_leaves_before_its_introduction_is_on_record_does_not_come_back(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.arrive("1")
        introducing = asyncio.create_task(room.introduce(room.lobby.clients.get("1")))
        await asyncio.sleep(0)
        assert not introducing.done()
        room.lobby.leave("1")
        await introducing
        assert not room.lobby.clients.watchers("classic", "live")
        assert room.engine.presence.online == 0

    tell(tmp_path, story, sync_s=0.0)  # answers wait for the disk


def test_a_page_cannot_watch_what_is_not_there(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        with pytest.raises(UnknownBoard):
            await room.introduce(client, board="worst")
        assert client.board == "live"

    tell(tmp_path, story)


def test_a_refused_introduction_leaves_the_page_to_introduce_itself(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.arrive("1")
        client = room.lobby.clients.get("1")
        with pytest.raises(CountDecreased):
            await room.introduce(client, presses=3, acked=4)
        assert client.page == ""
        assert (await room.introduce(client, presses=4))["score"] == 4

    tell(tmp_path, story)


def test_who_was_forgotten_before_the_introduction_starts_afresh_too(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.arrive("1")
        client = room.lobby.clients.get("1")
        room.engine.game.departed(client.player)
        room.clock.move(90)
        await room.engine.sweep()
        with pytest.raises(UnknownPlayer):
            await room.introduce(client, presses=5)
        await room.engine.commit.written()
        assert "player" in room.heard("1")["identity"]
        assert (await room.introduce(room.lobby.clients.get("1"), presses=5))["score"] == 5

    tell(tmp_path, story, guest_age_s=60.0)


def away(room: Room, *names: str) -> None:
    """Have the engine be away for what these calls ask."""
    link: Any = room.lobby.link

    def refuse(*values: Any, **named: Any) -> None:
        then = named.get("then") or next(each for each in reversed(values) if callable(each))
        asked: Any = values[0] if isinstance(values[0], list) else None
        then([EngineAway() for _ in asked] if asked is not None else EngineAway())

    for name in names:
        setattr(link, name, refuse)


def back(room: Room, *names: str) -> None:
    """Have the engine be there again."""
    for name in names:
        delattr(room.lobby.link, name)


def test_an_introduction_that_no_engine_hears_is_no_fault_of_the_page(tmp_path: Path) -> None:
    """It is told nothing, and asked again when the engine is back."""

    async def story(room: Room) -> None:
        await room.arrive("1")
        client = room.lobby.clients.get("1")
        room.forget()
        away(room, "hear")
        assert await room.introduce(client, presses=3) == {}
        assert (client.page, room.wires["1"].frames) == ("", [])
        back(room, "hear")
        room.lobby.introductions.unheard([(client.player, client.arena)])
        assert room.heard("1")["identity"].keys() == {"link"}
        assert (await room.introduce(client, presses=3))["score"] == 3

    tell(tmp_path, story)


@pytest.mark.parametrize("name", ["board", "begin"])
def test_a_page_that_cannot_be_told_all_is_asked_anew(tmp_path: Path, name: str) -> None:
    """Or it would have no board, and never know what was heard: no gap is seen where an answer only came too late."""

    async def story(room: Room) -> None:
        await room.arrive("1")
        client = room.lobby.clients.get("1")
        room.forget()
        away(room, name)
        assert await room.introduce(client, presses=3) == {}
        assert client.page == ""
        assert "link" in room.heard("1")["identity"]
        back(room, name)
        assert (await room.introduce(client, presses=3))["score"] == 3

    tell(tmp_path, story)


def test_an_introduction_that_a_newer_one_overtakes_takes_nothing_back(tmp_path: Path) -> None:
    """What it would tell was so when it was heard; presses have been answered since then."""

    async def story(room: Room) -> None:
        await room.arrive("1")
        client = room.lobby.clients.get("1")
        link: Any = room.lobby.link
        begin, waiting = link.begin, list[Any]()
        link.begin = lambda *values: waiting.append(values)
        first = asyncio.create_task(room.introduce(client, presses=3))
        while not waiting:  # noqa: ASYNC110  # it is a turn or two of the loop
            await asyncio.sleep(0)
        room.lobby.introductions.unheard([(client.player, client.arena)])
        assert (await room.press("1", 5))["acked"] == 5
        begin(*waiting.pop())
        assert await first == {}
        link.begin = begin
        assert (await room.introduce(client, presses=6, acked=5))["acked"] == 6

    tell(tmp_path, story)


def test_presses_that_no_engine_hears_are_refused_to_nobody(tmp_path: Path) -> None:
    """The page is asked for its count again: neither by the short way nor by the other is a player told of it."""

    async def story(room: Room) -> None:
        client = await room.enter("1")
        room.forget()
        away(room, "hear")
        with pytest.raises(EngineAway) as refused:
            await room.press("1", 3)
        room.lobby.refuse_count(client, refused.value, page_of("1"))
        room.lobby.hearing.add(Count(client.player, client.arena, page_of("1"), 4), client)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert room.wires["1"].frames == []
        assert client.page == page_of("1")

    tell(tmp_path, story)


def test_whose_counts_nobody_answered_say_them_anew_and_nobody_else(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        await room.enter("2", player=client.player)
        await room.enter("3", player=client.player, arena="sprint", board="")
        await room.enter("4")
        room.forget()
        room.lobby.introductions.unheard([(client.player, "classic"), ("gone", "classic")])
        assert [room.heard(sid).keys() for sid in "1234"] == [{"identity"}, {"identity"}, set(), set()]
        assert [room.lobby.clients.get(sid).page for sid in "12"] == ["", ""]
        assert (await room.introduce(client, presses=5))["score"] == 5

    tell(tmp_path, story)


def test_when_something_was_missed_all_pages_introduce_themselves_but_not_all_at_once(tmp_path: Path) -> None:
    """Those who had not been heard yet, too: nobody else would ask them."""

    async def story(room: Room) -> None:
        many = 2 * AT_ONCE + 1
        for sid in range(many):
            await room.arrive(str(sid))
            if sid:
                await room.introduce(room.lobby.clients.get(str(sid)))
        room.forget()
        running = asyncio.create_task(room.lobby.introductions.run())
        for _ in range(5):
            room.lobby.introductions.missed()
        await asyncio.sleep(AT_ONCE / PER_S / 2)
        asked = sum(len(wire.frames) for wire in room.wires.values())
        assert asked == AT_ONCE
        room.lobby.leave(str(many - 1))
        while asked < many - 1:
            await asyncio.sleep(0.005)
            asked = sum(len(wire.frames) for wire in room.wires.values())
        await asyncio.sleep(0.05)
        assert all("identity" in room.heard(str(sid)) for sid in range(many - 1))
        assert room.heard(str(many - 1)) == {}
        running.cancel()

    tell(tmp_path, story)


def test_where_there_is_no_arena_a_page_is_told_nothing(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.arrive("1", arena=NOWHERE)
        assert await room.introduce(room.lobby.clients.get("1"), presses=3) == {}
        assert room.engine.game.total == 0

    tell(tmp_path, story)
