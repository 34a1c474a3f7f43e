"""Whoever signs out is gone from open pages, too: they load themselves anew, and some are cut off before."""

import asyncio
from pathlib import Path

import pytest

from clickgame.gateway import signing_out
from clickgame.gateway.signing_out import sign_out
from tests.gateway.room import Room, tell


@pytest.mark.parametrize("is_cut_off", [False, True])
def test_all_pages_of_the_player_and_no_others_are_loaded_anew(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_cut_off: bool,  # noqa: FBT001  # of a table
) -> None:
    monkeypatch.setattr(signing_out, "RELOAD_AFTER_S", 0.0)

    async def story(room: Room) -> None:
        ann = await room.enter("1")
        await room.enter("2", player=ann.player)
        await room.enter("3")
        room.forget()
        sign_out(room.lobby, ann.player, is_cut_off=is_cut_off)
        assert (room.lobby.clients.find("1") is None) == is_cut_off
        while not all("state_mismatch" in "".join(room.wires[sid].frames) for sid in ("1", "2")):  # noqa: ASYNC110  # a wire knows no event
            await asyncio.sleep(0)
        assert room.lobby.clients.find("3") is not None
        assert "state_mismatch" not in "".join(room.wires["3"].frames)

    tell(tmp_path, story)
