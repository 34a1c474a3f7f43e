"""Boards go out once encoded, in parts, past slow readers, and give way."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.gateway import broadcast as broadcast_module
from clickgame.gateway import slices, views
from clickgame.gateway.broadcast import Broadcast
from tests.gateway.board import read_board
from tests.gateway.room import Room, tell


def broadcast_of(room: Room) -> Broadcast:
    """Give the broadcast of *room*."""
    return room.lobby._broadcast


def test_a_newcomer_is_shown_the_whole_board(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1", presses=3)
        await broadcast_of(room).tick()
        await room.enter("2")
        board = room.heard("2")["board"]
        assert (board["lines"], board["total"], board["shown"]) == (":3", 3, "live")

    tell(tmp_path, story)


def test_only_the_parts_that_changed_are_sent(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1", presses=3)
        await broadcast_of(room).tick()
        room.heard("1")
        await room.press("1", 4)
        await broadcast_of(room).tick()
        assert room.heard("1")["board"] == {"lines": ":4", "total": 4}
        await broadcast_of(room).tick()
        assert room.heard("1") == {}

    tell(tmp_path, story)


def test_a_board_is_encoded_once_for_all_who_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is counted here, not time: one frame a board, however many watch."""

    async def story(room: Room) -> None:
        for number in range(50):
            await room.enter(str(number), presses=1)
        await broadcast_of(room).tick()
        room.forget()
        await room.press("7", 2)
        encoded: list[str] = []
        delta = views.delta
        monkeypatch.setattr(
            views, "delta", lambda channel, values: (encoded.append(channel.state), delta(channel, values))[1]
        )
        await broadcast_of(room).tick()
        assert encoded == ["board"]
        assert all("board" in room.heard(str(number)) for number in range(50))

    tell(tmp_path, story)


def test_a_full_board_keeps_its_lower_members_for_a_moment(tmp_path: Path) -> None:
    """Places at the lower end change hands all the time, and names are most of a board's bytes."""

    async def story(room: Room) -> None:
        for number in range(12):
            await room.enter(str(number), presses=40 - number)
        await broadcast_of(room).tick()
        await room.enter("late", presses=30)
        room.forget()
        await broadcast_of(room).tick()
        assert room.heard("0")["board"].keys() == {"total", "online"}
        await room.press("11", 32)
        await broadcast_of(room).tick()
        assert "fresh" not in room.heard("0")["board"]
        room.clock.move(2.0)
        await room.press("late", 33)
        await broadcast_of(room).tick()
        assert "fresh" in room.heard("0")["board"]
        room.clock.move(0.1)
        await room.enter("star", presses=45)
        await broadcast_of(room).tick()
        assert "fresh" in room.heard("0")["board"]

    tell(tmp_path, story, board_rows=12)


def test_each_board_goes_to_those_who_watch_it(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1", presses=3, board="best")
        await room.enter("2", board="live")
        await broadcast_of(room).tick()
        room.forget()
        room.clock.move(300)
        await room.engine.sweep()
        await broadcast_of(room).tick()
        assert "board" not in room.heard("1")
        assert room.heard("2")["board"]["lines"] == ""

    tell(tmp_path, story)


def test_a_slow_reader_is_skipped_and_then_shown_everything(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1", presses=3)
        await room.enter("2")
        await broadcast_of(room).tick()
        slow = room.wires["2"]
        room.heard("2")
        slow.is_full = True
        await room.enter("3", presses=9)
        await broadcast_of(room).tick()
        assert slow.frames == []
        slow.is_full = False
        await broadcast_of(room).tick()
        board = room.heard("2")["board"]
        assert [line.score for line in read_board(board["names"], board["fresh"], board["lines"])] == [9, 3]

    tell(tmp_path, story)


def test_a_board_that_takes_long_to_go_out_is_brought_up_to_date_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is late in a round hears more than who was first; the next round tells it to everybody."""

    async def story(room: Room) -> None:
        monkeypatch.setattr(slices, "SLICE_MOST_S", 0.0)
        monkeypatch.setattr(slices, "SLICE_LEAST_S", 0.0)
        monkeypatch.setattr(broadcast_module, "STALE_S", 0.0)
        monkeypatch.setattr(broadcast_module, "RENEWAL_SHARE", 1e9)
        for number in range(40):
            await room.enter(str(number), presses=1)
        await broadcast_of(room).tick()
        room.forget()
        await room.press("7", 2)
        sending = asyncio.create_task(broadcast_of(room).tick())
        await asyncio.sleep(0)
        await room.press("7", 3)
        await sending
        assert room.heard("0")["board"]["total"] == 41
        assert room.heard("39")["board"]["total"] == 42
        await broadcast_of(room).tick()
        assert room.heard("0")["board"] == room.heard("39")["board"]

    tell(tmp_path, story)


def test_whoever_turned_away_in_the_middle_is_not_sent_the_old_board(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=3)
        broadcast = broadcast_of(room)
        await broadcast.tick()
        await room.press("1", 4)
        view = broadcast._views["classic", "live"]
        assert view.begin(await answered(partial(room.lobby.link.board, "classic", "live")))
        room.lobby.watch(client, "best")
        room.heard("1")
        broadcast._send(client, "live", view)
        assert room.heard("1") == {}

    tell(tmp_path, story)


def test_a_board_that_nobody_watches_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=3)
        asked: list[str] = []
        board = room.lobby.link.board
        monkeypatch.setattr(
            room.lobby.link, "board", lambda arena, name, then: (asked.append(name), board(arena, name, then))
        )
        room.lobby.watch(client, "best")
        await broadcast_of(room).tick()
        await broadcast_of(room).tick()
        assert set(asked) == {"best"}
        room.lobby.watch(client, "live")
        assert room.heard("1")["board"]["lines"] == ":3"

    tell(tmp_path, story)


def test_rank_and_neighbours_are_told_when_they_change(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        clients = [await room.enter(str(number), presses=10 - number) for number in range(6)]
        await broadcast_of(room).tick()
        room.forget()
        broadcast_of(room).tell_standings(clients)
        told = room.heard("4")["play"]
        assert told["rank"] == 5
        assert [line[1] for line in told["neighbours"]] == [3, 4, 5, 6]
        broadcast_of(room).tell_standings([clients[4]])
        assert room.heard("4") == {}

    tell(tmp_path, story, board_rows=2)


def test_the_ticker_sends_what_changed_and_rests_when_nothing_does(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        async with room.lobby.open():
            await room.enter("1", presses=3)
            wire = room.wires["1"]
            for _ in range(200):
                await asyncio.sleep(0.01)
                if any('"rank_rx_state_":1' in frame for frame in wire.frames) and len(wire.frames) > 1:
                    break
            told = room.heard("1")
            assert told["board"]["lines"] == ":3"
            assert told["play"]["rank"] == 1
            await asyncio.sleep(0.15)
            assert room.heard("1") == {}

    tell(tmp_path, story, tick_hz=60.0)
