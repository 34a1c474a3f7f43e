"""Whom a page follows: told at once, again when it changes, never more often than said, and never without bounds."""

from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.errors import TooManyPlayers, UnknownBoard
from clickgame.gateway.followed import FOLLOWED_MOST
from tests.gateway.room import Room, tell


def told(room: Room, sid: str = "1") -> dict[str, Any]:
    """Give what the page of *sid* was told of those whom it follows."""
    return room.heard(sid).get("followed", {})


async def three(room: Room) -> str:
    """Let three in, of whom the first is to follow the third, whose id it gives."""
    for number in range(3):
        await room.enter(str(number + 1), presses=9 - number)
    room.engine.board("classic", "live")
    room.forget()
    return room.lobby.clients.get("3").player


def test_they_stand_with_me_by_rank(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        third, me = await three(room), room.lobby.clients.get("1")
        await room.lobby.followed.watch(me, "live", f"{third},nobody,,{third}")
        found = told(room)
        assert found["board"] == "live"
        assert [(player, rank, score) for player, _, rank, score in found["lines"]] == [
            (me.player, 1, 9),
            (third, 3, 7),
        ]

    tell(tmp_path, story)


def test_what_has_changed_is_told_with_the_next_round_and_nothing_else(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        third = await three(room)
        await room.lobby.followed.watch(room.lobby.clients.get("1"), "live", third)
        told(room)
        await room.lobby.followed.tick()
        assert told(room) == {}
        await room.press("3", 9)
        room.engine.board("classic", "live")
        await room.lobby.followed.tick()
        assert [score for *_, score in told(room)["lines"]] == [9, 9]
        await room.lobby.followed.watch(room.lobby.clients.get("1"), "live", "")
        await room.press("3", 10)
        room.engine.board("classic", "live")
        await room.lobby.followed.tick()
        assert told(room) == {}

    tell(tmp_path, story)


def test_who_asks_again_and_again_waits_for_the_round(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        third, me = await three(room), room.lobby.clients.get("1")
        for board in ("live", "all", "best"):
            for players in (third, ""):
                await room.lobby.followed.watch(me, board, players)
        assert len(room.wires["1"].frames) == 1
        room.forget()
        await room.lobby.followed.watch(me, "best", third)
        assert told(room) == {}
        await room.lobby.followed.tick()
        assert told(room)["board"] == "best"
        room.clock.move(room.settings.followed_s)
        await room.lobby.followed.watch(me, "live", third)
        assert told(room)["board"] == "live"

    tell(tmp_path, story)


@pytest.mark.parametrize(
    ("board", "players", "refusal"),
    [
        ("moon", "ann", UnknownBoard),
        ("", "", UnknownBoard),
        ("live", ",".join(map(str, range(FOLLOWED_MOST + 1))), TooManyPlayers),
    ],
)
def test_what_cannot_be_watched_is_refused_and_changes_nothing(
    tmp_path: Path, board: str, players: str, refusal: type[Exception]
) -> None:
    async def story(room: Room) -> None:
        third, me = await three(room), room.lobby.clients.get("1")
        await room.lobby.followed.watch(me, "live", third)
        watches = dict(room.lobby.followed._watches)
        with pytest.raises(refusal):
            await room.lobby.followed.watch(me, board, players)
        assert room.lobby.followed._watches == watches

    tell(tmp_path, story)


def test_as_many_as_can_be_followed_are(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await three(room)
        many = ",".join(map(str, range(FOLLOWED_MOST)))
        await room.lobby.followed.watch(room.lobby.clients.get("1"), "live", many)
        assert len(told(room)["lines"]) == 1

    tell(tmp_path, story)


def test_who_is_slow_or_has_gone_is_told_nothing_and_forgotten(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        third, me = await three(room), room.lobby.clients.get("1")
        room.wires["1"].is_full = True
        await room.lobby.followed.watch(me, "live", third)
        assert told(room) == {}
        room.wires["1"].is_full = False
        await room.lobby.followed.tick()
        assert told(room)["lines"]
        room.lobby.leave("1")
        assert room.lobby.followed._watches == {}

    tell(tmp_path, story)
