"""The socket for an operator's commands: for who owns the files only, and whatever comes in is answered with a code."""

import asyncio
import json
import logging
import stat
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.moderation import ADMIN_SOCKET
from clickgame.gateway.admin import REQUEST_LONGEST, admin_socket, answer
from tests.gateway.room import Room, tell
from tests.gateway.test_fairplay import EVEN
from tests.gateway.test_moderation import desk_of


async def said(room: Room, **request: Any) -> Any:
    """Give what is answered to a request."""
    return json.loads(await answer(desk_of(room)[0], json.dumps({"operator": "kim", **request}).encode()))


def test_an_operator_lists_shows_does_undoes_and_reads_the_log(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("ann", presses=7)
        handle = room.engine.game.player(ann.player).handle
        (shown,) = (await said(room, command="show", whom=handle.lower()))["answer"]
        assert (shown["player"], shown["total"], shown["in_force"]) == (ann.player, 7, [])
        (done,) = (await said(room, command="do", what="ban", whom=handle, why="machine", for_s=60))["answer"]
        assert (done["whom"], done["operator"], done["is_in_force"]) == (ann.player, "kim", True)
        assert (await said(room, command="list"))["answer"] == [done]
        await said(room, command="do", what="hide", whom=ann.player, why="name")
        (undone,) = (await said(room, command="restore", whom=ann.player, what="ban"))["answer"]
        assert undone["what"] == "undo"
        assert len((await said(room, command="restore", whom=ann.player))["answer"]) == 1
        assert [deed["number"] for deed in (await said(room, command="log", whom=handle))["answer"]] == [4, 3, 2, 1]
        assert (await said(room, command="undo", number=1))["code"] == "nothing_to_undo"
        assert (await said(room, command="reports"))["answer"] == []

    tell(tmp_path, story)


def test_an_operator_reviews_whom_fair_play_took_off_boards(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        bot = await room.enter("bot", presses=40)
        for _ in range(3):
            room.lobby.fairplay.measure(bot, EVEN)
        (mark,) = (await said(room, command="review"))["answer"]
        assert (mark["player"], mark["signs"], mark["presses"]) == (bot.player, ["even", "steady"], 40)
        (deed,) = (await said(room, command="list"))["answer"]
        assert (deed["number"], deed["before"], deed["after"]) == (mark["number"], "Classic", "")
        (undone,) = (await said(room, command="undo", number=mark["number"]))["answer"]
        assert (undone["operator"], undone["whom"]) == ("kim", bot.player)
        assert (await said(room, command="review"))["answer"] == []

    tell(tmp_path, story)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"nonsense",
        b"[]",
        b"7",
        b"[" * 9_000,
        b"\xff\xfe",
        b'{"command": "format"}',
        b'{"command": ["do"]}',
        b'{"command": "do"}',
        b'{"command": "do", "what": "ban", "whom": {}}',
        b'{"command": "do", "what": ["ban"], "whom": "x", "why": {}, "for_s": "1"}',
        b'{"command": "undo", "number": [1]}',
        b'{"command": "undo", "number": 1, "operator": 7}',
        b'{"command": "restore", "whom": "nobody"}',
        b'{"command": "log", "whom": 7}',
    ],
)
def test_whatever_comes_in_is_answered_with_a_code_and_changes_nothing(tmp_path: Path, line: bytes) -> None:
    async def story(room: Room) -> None:
        before = room.engine.game.state()
        refusal = json.loads(await answer(desk_of(room)[0], line))
        assert refusal.keys() == {"code", "text"}
        assert room.engine.game.state() == before

    tell(tmp_path, story)


def test_the_socket_is_its_owner_s_alone_and_goes_with_the_server(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        path = tmp_path / ADMIN_SOCKET
        path.write_text("left by a server that was killed", encoding="utf-8")
        async with admin_socket(desk_of(room)[0], tmp_path):
            mode = path.stat().st_mode
            assert stat.S_ISSOCK(mode)
            assert stat.S_IMODE(mode) == 0o600
            reader, writer = await asyncio.open_unix_connection(path)
            writer.write(b'{"command": "list"}\n')
            assert await reader.readline() == b'{"answer": []}\n'
            writer.close()
            reader, writer = await asyncio.open_unix_connection(path)
            writer.write(b"x" * 4 * REQUEST_LONGEST)
            assert await reader.read() == b"", "a line without end is hung up on"
            writer.close()
        assert not path.exists()

    tell(tmp_path, story)


def test_a_server_goes_on_without_a_socket_where_there_can_be_none(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(room: Room) -> None:
        with caplog.at_level(logging.WARNING):
            async with admin_socket(desk_of(room)[0], tmp_path / ("x" * 200)):
                pass
        assert "no admin commands" in caplog.text

    tell(tmp_path, story)
