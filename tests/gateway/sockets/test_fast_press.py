"""Presses are taken off the socket by their bytes, heard a turn at a time, and answered as the reference way does."""

import asyncio
import json
from pathlib import Path

import pytest

from clickgame.contract.errors import CountDecreased
from clickgame.gateway.reflex.channels import IDENTITY, LOOK, PLAY, PRESENCE, PRESS, RENAME
from clickgame.gateway.reflex.gate import check
from clickgame.gateway.sockets.fast_press import FastPress
from tests.gateway.room import Room, page_of, tell


def message(presses: object, page: str = "page of 1", tail: str = "}]") -> bytes:
    """Write a press as a page does."""
    event = f'{{"name":"{PLAY.event(PRESS)}","payload":{{"presses":{presses},"page":"{page}"}}{tail}'
    return f'42/_event,["event",{event}'.encode()


def look(is_seen: object) -> bytes:
    """Write that the page is looked at or not, as a page does."""
    event = {"name": PRESENCE.event(LOOK), "payload": {"is_seen": is_seen}}
    return f'42/_event,["event",{json.dumps(event)}]'.encode()


def test_the_short_way_answers_a_turn_with_one_write_and_each_page_once(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=1)
        other = await room.enter("2", presses=1)
        room.forget()
        way = FastPress(room.lobby, check=str)
        writes: list[int] = []
        append = room.engine._store.append
        room.engine.commit._book.append = lambda rows, at: (writes.append(1), append(rows, at=at))  # pyright: ignore[reportAttributeAccessIssue]
        for count in (2, 3, 4):
            assert way.take(client, message(count))
            assert way.take(other, message(count, "page of 2"))
        assert room.wires["1"].frames == []
        await asyncio.sleep(0)
        assert writes == [1]
        assert room.wires["1"].frames == [
            f'2/_event,["event",{{"delta":{{"{PLAY.name}":{{"score_rx_state_":4,"acked_rx_state_":4}}}}}}]'
        ]
        assert len(room.wires["2"].frames) == 1

    tell(tmp_path, story)


def test_whether_anybody_looks_is_heard_in_the_order_in_which_it_was_said(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        way = FastPress(room.lobby, check)
        for is_seen in (False, True, False):
            assert way.take_other(client, look(is_seen))
            assert client.is_seen == is_seen
        assert not way.take_other(client, look(1))
        assert not way.take_other(client, look(None))
        assert not client.is_seen

    tell(tmp_path, story)


def test_a_handle_is_taken_and_with_it_goes_away_what_was_refused(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        way = FastPress(room.lobby, check)
        room.heard("1")
        for handle, code in (("x" * 99, "handle_too_long"), (None, "handle_invalid"), ("Short Cut", "")):
            event = {"name": IDENTITY.event(RENAME), "payload": {"form": {"handle": handle}}}
            assert way.take_other(client, f'42/_event,["event",{json.dumps(event)}]'.encode())
            await room.engine.commit.written()
            heard = room.heard("1")
            assert heard["notice"]["code"] == code
            assert heard.get("identity") == ({"handle": handle} if not code else None)

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
        way = FastPress(room.lobby, check=str)
        taken = way.take(client, odd) or way.take_other(client, odd)
        await asyncio.sleep(0)
        assert not taken or odd.endswith(b" ")
        assert room.engine.game.total == total + (4 if taken else 0)

    tell(tmp_path, story)


def test_the_short_way_refuses_with_the_same_code(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=5)
        room.heard("1")
        assert FastPress(room.lobby, check=str).take(client, message(4))
        await asyncio.sleep(0)
        assert room.heard("1")["notice"]["code"] == CountDecreased.code

    tell(tmp_path, story)


def test_a_hold_is_told_whatever_else_is_heard_in_the_same_turn(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        room.clock.move(0.1)
        way = FastPress(room.lobby, check=str)
        for count in (60, 61, 61):
            assert way.take(client, message(count))
        await asyncio.sleep(0)
        told = room.heard("1")["play"]
        assert (told["acked"], told["held_s"]) == (61, 60.0)

    tell(tmp_path, story)


def test_what_follows_the_page_id_is_looked_at_once_whatever_others_send(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        other = await room.enter("2")
        looked: list[object] = []
        way = FastPress(room.lobby, check=lambda event: (looked.append(event), "")[1])
        for kind in range(200):
            query = f',"router_data":{{"asPath":"/?{kind}"}}}}]'
            way.take(other, message(9, page_of("2"), tail=query))
        looked.clear()
        for count in range(1, 6):
            way.take(client, message(count, tail=',"event_actions":{"throttle":100}}]'))
        assert len(looked) == 1

    tell(tmp_path, story)
