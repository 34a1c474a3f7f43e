"""Times of presses at the gateway: passed on, refused with a code, and followed by a word to whom they concern."""

from pathlib import Path

import pytest

from clickgame.contract.fairplay import TIMES_AT_ONCE
from tests.gateway.room import Room, tell

EVEN = [1_003 + 97 * number for number in range(TIMES_AT_ONCE)]


def test_who_is_off_the_boards_is_told_so_once(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("one", presses=40)
        for batch in range(6):
            room.forget()
            room.lobby.fairplay.measure(client, EVEN)
            await room.engine.commit.written()
            notice = room.heard("one").get("notice", {})
            assert notice.get("code") == ("marked" if batch == 2 else None)

    tell(tmp_path, story)


def test_times_are_by_the_clock_of_their_connection(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("one", presses=40)
        room.lobby.fairplay.measure(client, EVEN)
        (watch,) = room.engine.game.fairplay.watches.values()
        assert watch._arrivals._connection == client.sid

    tell(tmp_path, story)


@pytest.mark.parametrize("times", [[], [1], [1, 2.5], [2, 1], ["a", "b"], [1, None], [[1], 2], [0] * 999, {"a": 1}, 7])
def test_what_are_no_times_is_refused_and_changes_nothing(tmp_path: Path, times: object) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("one", presses=40)
        room.forget()
        for _ in range(9):
            room.lobby.fairplay.measure(client, times)
        await room.engine.commit.written()
        assert room.heard("one")["notice"]["code"] == "times_invalid"
        assert room.engine.game.fairplay.watches == {}
        assert room.engine.fairplay.review(9) == []

    tell(tmp_path, story)
