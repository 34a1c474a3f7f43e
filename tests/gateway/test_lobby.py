"""What pages are told, and when."""

import asyncio
from pathlib import Path

import pytest

from clickgame.contract.errors import CountDecreased, UnknownBoard, UnknownPlayer
from clickgame.gateway.sockets.fast_press import ShortWay
from tests.fakes import FakeWire
from tests.gateway.room import WORDS, Room, tell


def test_a_page_that_introduces_itself_hears_everything(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        room.wires["1"] = FakeWire()
        player = (await room.engine.arrive("")).player
        room.lobby.sit("1", player)
        values = await room.lobby.resume("1", presses=5, page="p", acked=0, board="live")
        assert (values["score"], values["acked"], values["best"], values["before"]) == (5, 5, 5, 0)
        assert (values["left_s"], values["held_s"], values["ended"], values["saving"]) == (300.0, 0.0, 0, False)
        assert room.heard("1")["board"]["shown"] == "live"

    tell(tmp_path, story)


def test_a_press_is_answered_with_what_the_page_does_not_know(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        first = await room.lobby.press("1", presses=1, page="page of 1")
        assert first.keys() == {"score", "acked", "left_s", "mark"}
        assert await room.lobby.press("1", presses=2, page="page of 1") == {"score": 2, "acked": 2}

    tell(tmp_path, story)


def test_a_new_run_is_told_with_what_the_old_one_came_to(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1", presses=4)
        room.clock.move(300)
        values = await room.lobby.press("1", presses=5, page="page of 1")
        assert (values["score"], values["before"], values["best"]) == (1, 4, 4)

    tell(tmp_path, story)


def test_a_run_that_is_over_is_told_to_every_tab(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=4)
        await room.enter("2", player=client.player)
        room.forget()
        room.clock.move(300)
        await room.engine.sweep()
        told = {"score": 0, "ended": 4, "before": 4, "best": 4, "left_s": 0.0}
        assert room.heard("1")["play"] == told
        assert room.heard("2")["play"] == told

    tell(tmp_path, story)


def test_other_tabs_hear_of_a_press_but_not_of_the_count(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        await room.enter("2", player=client.player)
        await room.enter("3")
        room.forget()
        await room.lobby.press("1", presses=3, page="page of 1")
        assert room.heard("2")["play"]["score"] == 3
        assert room.heard("3") == {}
        room.wires["2"].is_full = True
        await room.lobby.press("1", presses=4, page="page of 1")
        assert room.heard("2") == {}

    tell(tmp_path, story)


def test_trouble_with_the_disk_is_told_to_everybody(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        room.heard("1")
        room.engine.commit.is_troubled = True
        room.engine._saving_changed()
        assert room.heard("1")["play"] == {"saving": True}
        player = (await room.engine.arrive("")).player
        room.engine.commit.is_troubled = True
        room.wires["2"] = room.wires["1"]
        room.lobby.sit("2", player)
        assert room.heard("2")["play"] == {"saving": True}

    tell(tmp_path, story)


def test_whoever_has_gone_gets_no_client(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        player = (await room.engine.arrive("")).player
        assert room.lobby.sit("gone", player) is None
        room.lobby.refuse("gone", UnknownPlayer())
        room.lobby.rise("gone")

    tell(tmp_path, story)


def test_a_page_cannot_watch_what_is_not_there(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        with pytest.raises(UnknownBoard):
            await room.lobby.resume("1", presses=0, page="page of 1", acked=0, board="worst")
        assert client.board == "live"

    tell(tmp_path, story)


def message(presses: object, page: str = "page of 1", tail: str = "}]") -> bytes:
    """Write a press as a page does."""
    return f'42/_event,["event",{{"name":"play.press","payload":{{"presses":{presses},"page":"{page}"}}{tail}'.encode()


def test_the_short_way_answers_a_turn_with_one_write_and_each_page_once(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=1)
        other = await room.enter("2", presses=1)
        room.forget()
        way = ShortWay(room.lobby, WORDS, check=lambda _event: None)
        writes: list[int] = []
        append = room.engine._store.append
        room.engine.commit._book.append = lambda *rows: (writes.append(1), append(*rows))  # pyright: ignore[reportAttributeAccessIssue]
        for count in (2, 3, 4):
            assert way.take(client, room.wires["1"], message(count))
            assert way.take(other, room.wires["2"], message(count, "page of 2"))
        assert room.wires["1"].frames == []
        await asyncio.sleep(0)
        assert writes == [1]
        assert room.wires["1"].frames == [
            '2/_event,["event",{"delta":{"play":{"score_rx_state_":4,"acked_rx_state_":4}}}]'
        ]
        assert len(room.wires["2"].frames) == 1

    tell(tmp_path, story)


@pytest.mark.parametrize(
    "odd",
    [
        message(-1),
        message("1.5"),
        message('"5"'),
        message("12345678901"),
        message("٣"),
        message("5", page="page of 2"),
        message("5", page="page of 1\\u0000"),
        message("5", tail=""),
        message("5", tail="}] "),
        message("5", tail="},1]")[:-2],
        b'42/_event,["event",{"name":"play.press"}]',
        b'42/_event,["event",{"name":"identity.rename","payload":{"form":{}}}]',
        b'42/_event,["ping"]',
        b"3",
        b"",
    ],
)
def test_the_short_way_leaves_what_is_unusual_to_the_other(tmp_path: Path, odd: bytes) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=1)
        total = room.engine.game.total
        taken = ShortWay(room.lobby, WORDS, check=lambda _event: None).take(client, room.wires["1"], odd)
        assert not taken or odd.endswith(b" ")
        assert room.engine.game.total == total + (4 if taken else 0)

    tell(tmp_path, story)


def test_the_short_way_refuses_with_the_same_code(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=5)
        room.heard("1")
        assert ShortWay(room.lobby, WORDS, check=lambda _event: None).take(client, room.wires["1"], message(4))
        assert room.heard("1")["notice"]["code"] == CountDecreased.code

    tell(tmp_path, story)


def test_what_follows_the_page_id_is_looked_at_once(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        looked: list[object] = []
        way = ShortWay(room.lobby, WORDS, check=looked.append)
        for count in range(1, 6):
            way.take(client, room.wires["1"], message(count, tail=',"event_actions":{"throttle":100}}]'))
        assert len(looked) == 1
        for kind in range(200):
            way.take(client, room.wires["1"], message(9, tail=f',"router_data":{{"pathname":"/{kind}"}}}}]'))
        assert len(way._tails) <= 64

    tell(tmp_path, story)
