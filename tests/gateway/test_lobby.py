"""What pages are told, and when."""

from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import HandleTaken, UnknownPage, UnknownPlayer
from clickgame.gateway.credentials import LEFT, LOST, NEW, Credential
from tests.fakes import FakeWire
from tests.gateway.room import Room, page_of, tell


def test_a_newcomer_is_given_a_token_and_found_again_by_it(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        new = await room.arrive("1")
        assert len(room.credentials["1"].token) == 32
        again = await room.arrive("2", player=str(new["player"]))
        assert again.keys() == {"player", "handle", "link"}
        assert (again["player"], again["handle"]) == (new["player"], new["handle"])

    tell(tmp_path, story)


def test_a_token_that_nobody_has_makes_a_new_player_and_says_so(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        room.tokens["gone"] = "0" * 32
        new = await room.arrive("1", player="gone")
        assert room.heard("1")["notice"]["code"] == UnknownPlayer.code
        again = await room.arrive("2", player="gone")
        assert again["player"] == new["player"]
        assert "notice" not in room.heard("2")

    tell(tmp_path, story)


@pytest.mark.parametrize(("mark", "is_told"), [(NEW, False), (LEFT, False), (LOST, True), ("", True)])
def test_who_gets_a_new_token_for_a_lost_one_is_told_once(tmp_path: Path, mark: str, is_told: bool) -> None:  # noqa: FBT001  # of a table
    """Two tabs that come at once with the same new token are one player, and later nobody is told anything."""

    async def story(room: Room) -> None:
        for sid in ("1", "2"):
            room.wires[sid], room.credentials[sid] = FakeWire(), Credential("0" * 32, mark)
        room.lobby.arrive("1", lambda _: None)
        room.lobby.arrive("2", lambda _: None)
        await room.engine.commit.written()
        assert len(room.engine.game.roster.players) == 1
        told = room.heard("1")
        assert ("notice" in told) == is_told
        room.heard("2")
        room.wires["3"], room.credentials["3"] = FakeWire(), Credential("0" * 32, mark)
        await answered(partial(room.lobby.arrive, "3"))
        assert "notice" not in room.heard("3")

    tell(tmp_path, story)


def test_when_no_handle_is_left_a_newcomer_is_refused_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(room: Room) -> None:
        def none_left(_rng: object) -> str:
            raise HandleTaken

        monkeypatch.setattr(room.engine.game, "suggest_handle", none_left)
        with pytest.raises(HandleTaken):
            await room.arrive("1")
        assert len(room.wires["1"].frames) == 1
        assert room.heard("1")["notice"]["code"] == HandleTaken.code

    tell(tmp_path, story)


def test_a_press_is_answered_with_what_the_page_does_not_know(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        first = await room.press("1", 1)
        assert first.keys() == {"score", "acked", "left_s", "mark"}
        assert await room.press("1", 2) == {"score": 2, "acked": 2}

    tell(tmp_path, story)


def test_a_run_that_a_press_ends_is_told_before_the_new_one(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1", presses=4)
        room.forget()
        room.clock.move(300)
        values = await room.press("1", 5)
        assert values["score"] == 1
        told = {"score": 0, "ended": 4, "before": 4, "best": 4, "left_s": 0.0}
        assert room.heard("1")["play"].items() >= told.items()

    tell(tmp_path, story)


def test_a_run_that_is_over_is_told_to_every_tab(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=4)
        await room.enter("2", player=client.player)
        room.forget()
        room.clock.move(300)
        await room.engine.sweep()
        await room.engine.commit.written()
        told = {"score": 0, "ended": 4, "before": 4, "best": 4, "left_s": 0.0}
        for sid in ("1", "2"):
            assert room.heard(sid)["play"].items() >= told.items()

    tell(tmp_path, story)


def test_other_tabs_hear_of_a_press_but_not_of_the_count(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        await room.enter("2", player=client.player)
        await room.enter("3")
        room.forget()
        await room.press("1", 3)
        assert room.heard("2")["play"]["score"] == 3
        assert room.heard("3") == {}
        room.wires["2"].is_full = True
        await room.press("1", 4)
        assert room.heard("2") == {}

    tell(tmp_path, story)


def test_trouble_with_the_disk_is_told_to_everybody_in_one_frame(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        for sid in ("1", "2"):
            await room.enter(sid)
        room.forget()
        room.engine.commit._trouble(OSError("full"))
        assert room.wires["1"].frames == room.wires["2"].frames
        assert room.wires["1"].frames[0] is room.wires["2"].frames[0]
        assert room.heard("1")["play"] == {"saving": True}
        room.engine.commit.is_troubled = False
        await room.arrive("3")
        assert room.heard("3")["play"] == {"saving": True}

    tell(tmp_path, story)


def test_whoever_has_gone_is_given_nothing(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        assert await answered(partial(room.lobby.arrive, "gone")) == {}
        room.lobby.refuse("gone", UnknownPlayer())
        room.lobby.leave("gone")
        assert not room.lobby.clients.all()

    tell(tmp_path, story)


def test_who_was_forgotten_starts_afresh_with_all_presses(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        room.engine.game.departed(client.player)
        room.clock.move(90)
        await room.engine.sweep()
        with pytest.raises(UnknownPlayer) as refused:
            await room.press("1", 7)
        room.lobby.refuse_count(client, refused.value, page_of("1"))
        await room.engine.commit.written()
        told = room.heard("1")
        assert told["notice"]["code"] == UnknownPlayer.code
        assert told["identity"].keys() == {"player", "handle", "link", "said"}
        assert (await room.introduce(room.lobby.clients.get("1"), presses=7))["score"] == 7

    tell(tmp_path, story, guest_age_s=60.0)


def test_a_player_who_is_refused_often_in_a_turn_is_made_new_once(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        room.engine.game.departed(client.player)
        room.clock.move(90)
        await room.engine.sweep()
        for _ in range(3):
            room.lobby.refuse_count(client, UnknownPlayer(), page_of("1"))
        await room.engine.commit.written()
        (player,) = room.engine.game.roster.players
        assert room.lobby.clients.get("1").player == player != client.player

    tell(tmp_path, story, guest_age_s=60.0)


def test_a_page_that_the_ledger_has_forgotten_is_asked_to_introduce_itself(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=3)
        room.forget()
        room.lobby.refuse_count(client, UnknownPage(), "somebody else's")
        assert room.heard("1").keys() == {"notice"}
        room.lobby.refuse_count(client, UnknownPage(), page_of("1"))
        assert room.heard("1")["identity"].keys() == {"link"}
        assert client.page == ""

    tell(tmp_path, story)


def test_the_engine_knows_who_is_here(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        await room.enter("2", player=client.player)
        await room.enter("3")
        assert room.engine.presence.online == 2
        room.lobby.leave("1")
        room.lobby.leave("3")
        assert room.engine.presence.online == 1
        room.lobby.leave("2")
        assert room.engine.presence.online == 0

    tell(tmp_path, story)
