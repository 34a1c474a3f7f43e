"""Whoever deletes everything is told so on every page, and none of the pages makes another player."""

import json
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import UnknownPlayer
from clickgame.gateway.replies import ERASED, PRIVACY_AT
from clickgame.web.previews import PRIVACY
from tests.gateway.room import Room, tell


def test_every_tab_lets_go_of_the_token_and_goes_to_where_it_is_said(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("one", presses=20)
        await room.enter("two", player=ann.player)
        bob = await room.enter("three")
        room.forget()
        await answered(lambda then: room.lobby.link.erase(ann.player, then))
        for sid in ("one", "two"):
            (frame,) = room.wires[sid].frames
            _, data = json.loads(frame.removeprefix("2/_event,"))
            assert [event["payload"]["path"] for event in data["events"]] == [PRIVACY_AT]
            told = room.heard(sid)
            assert told["notice"] == {"code": "privacy_erased", "text": ERASED}
            assert (told["identity"]["player"], told["identity"]["handle"]) == ("", "")
            with pytest.raises(UnknownPlayer):
                room.lobby.clients.get(sid)
        assert not room.wires["three"].frames
        assert room.engine.game.roster.players.keys() == {bob.player}
        assert room.engine.presence.online == 1

    tell(tmp_path, story)


def test_a_press_on_its_way_makes_no_other_player(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("one", presses=20)
        answers: list[object] = []
        room.lobby.link.erase(ann.player, answers.append)
        with pytest.raises(UnknownPlayer) as refused:
            await room.press("one", 21)
        room.lobby.refuse_count(ann, refused.value, ann.page)
        await room.engine.commit.written()
        assert answers == [None]
        assert not room.engine.game.roster.players

    tell(tmp_path, story)


def test_the_address_is_that_of_the_page() -> None:
    assert PRIVACY.path == PRIVACY_AT
