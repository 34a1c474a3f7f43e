"""What pages are told of who is here: whole when they arrive, then what changed, once a second, the same to all."""

import json
from pathlib import Path

import pytest

from clickgame.contract.presence import Move
from clickgame.engine.people import SHOWN_MOST
from clickgame.gateway import views
from tests.gateway.room import Room, tell


async def told(room: Room, sid: str) -> dict[str, str]:
    """Let a second end; give what the page of *sid* is told of who is here."""
    await end_second(room)
    return room.heard(sid).get("presence", {})


async def end_second(room: Room) -> None:
    """Let a second end, and a board go out."""
    await room.lobby.presence.tick()
    await room.lobby._broadcast.tick()


def handles(who: str) -> list[str]:
    """Give the handles in *who*."""
    return [one.split(":")[1] for one in who.split(",")]


def moves_of(room: Room, monkeypatch: pytest.MonkeyPatch) -> list[list[Move]]:
    """Give the list to which everything is added that the engine is told from here on."""
    seen: list[list[Move]] = []
    attend = room.lobby.link.attend
    monkeypatch.setattr(room.lobby.link, "attend", lambda moves: (seen.append(list(moves)), attend(moves))[1])
    return seen


def test_a_page_that_arrives_is_told_everything_and_the_others_what_is_new(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        first = await told(room, "1")
        assert first["news"] == "1,0,w"
        await room.enter("2")
        room.forget()
        await end_second(room)
        whole = room.heard("2")["presence"]
        assert room.heard("1")["presence"] == whole
        assert handles(whole["who"])[:1] == handles(first["who"])
        await room.press("2", 1)
        assert await told(room, "1") == {"news": "2,1,wp"}

    tell(tmp_path, story)


def test_nothing_is_said_when_nothing_has_changed(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1", presses=3)
        assert (await told(room, "1"))["news"] == "1,1,p"
        assert await told(room, "1") == {}
        room.clock.move(10)
        assert await told(room, "1") == {"news": "1,0,w"}
        assert await told(room, "1") == {}

    tell(tmp_path, story)


def test_all_are_sent_the_same_frame_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(room: Room) -> None:
        for number in range(50):
            await room.enter(str(number))
        await end_second(room)
        room.forget()
        encoded: list[object] = []
        deltas = views.deltas
        monkeypatch.setattr(views, "deltas", lambda of: (encoded.append(of), deltas(of))[1])
        await room.press("7", 1)
        room.forget()
        await end_second(room)
        assert len(encoded) == 1
        assert {wire.frames[0] for wire in room.wires.values()} == {room.wires["0"].frames[0]}
        assert room.wires["0"].frames[0] is room.wires["49"].frames[0]

    tell(tmp_path, story)


def test_tabs_are_one_player_who_is_away_when_none_is_looked_at(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        first = await room.enter("1")
        second = await room.enter("2", player=first.player)
        assert (await told(room, "1"))["news"] == "1,0,w"
        room.lobby.presence.look(first, is_seen=False)
        assert await told(room, "1") == {}
        room.lobby.presence.look(second, is_seen=False)
        assert await told(room, "1") == {"news": "1,0,a"}
        room.lobby.presence.look(first, is_seen=True)
        assert await told(room, "1") == {"news": "1,0,w"}
        room.lobby.leave("1")
        room.forget()
        assert await told(room, "2") == {"news": "1,0,a"}

    tell(tmp_path, story)


def test_a_thousand_who_come_and_go_within_a_second_are_one_message_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        await end_second(room)
        room.forget()
        moves = moves_of(room, monkeypatch)
        for number in range(1_000):
            await room.arrive(f"guest {number}")
            room.lobby.leave(f"guest {number}")
            assert len(room.lobby.presence._moves) <= 1
        assert moves == []
        assert await told(room, "1") == {}
        assert moves == []

    tell(tmp_path, story)


def test_a_thousand_who_come_and_a_thousand_who_go_are_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        for number in range(1_000):
            await room.arrive(f"old {number}")
        before = await told(room, "1")
        assert before["news"].startswith("1001,0,")
        moves = moves_of(room, monkeypatch)
        for number in range(1_000):
            await room.arrive(f"new {number}")
            room.lobby.leave(f"old {number}")
        room.forget()
        await end_second(room)
        assert [len(batch) for batch in moves] == [2_000]
        assert len(room.wires["1"].frames) == 1
        assert handles(room.heard("1")["presence"]["who"])[-1] != handles(before["who"])[-1]

    tell(tmp_path, story)


def test_who_looks_and_looks_away_without_end_makes_nobody_hear_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1")
        await room.enter("2")
        await end_second(room)
        room.forget()
        moves = moves_of(room, monkeypatch)
        for number in range(5_001):
            room.lobby.presence.look(client, is_seen=number % 2 == 1)
        assert room.heard("2") == {}
        assert await told(room, "2") == {"news": "2,0,aw"}
        assert [len(batch) for batch in moves] == [1]

    tell(tmp_path, story)


def test_what_is_new_goes_in_the_frame_of_the_board(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        for number in range(3):
            await room.enter(str(number), presses=1)
        await end_second(room)
        room.forget()
        await room.enter("late", presses=2)
        await room.lobby.presence.tick()
        assert "presence" not in room.heard("0")
        await room.lobby._broadcast.tick()
        assert len(room.wires["0"].frames) == 1
        heard = room.heard("0")
        assert heard["board"]["total"] == 5
        assert heard["presence"]["news"] == "4,4,pppp"

    tell(tmp_path, story)


def test_who_turns_to_another_board_in_the_middle_of_a_round_is_told_everything(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", board="best")
        await room.enter("2")
        await end_second(room)
        room.forget()
        await room.press("2", 1)
        await room.lobby.presence.tick()
        room.lobby.clients._turn_away(client)  # the round of its old board is still to come, that of the new one over
        await room.lobby._broadcast.tick()
        room.lobby.watch(client, "live")
        assert (await told(room, "1"))["news"] == "2,1,wp"

    tell(tmp_path, story)


def test_a_slow_reader_is_skipped_and_then_told_everything(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        await room.enter("2")
        await end_second(room)
        room.forget()
        room.wires["2"].is_full = True
        await room.enter("3")
        await end_second(room)
        assert room.wires["2"].frames == []
        room.wires["2"].is_full = False
        whole = await told(room, "2")
        assert len(handles(whole["who"])) == 3
        assert await told(room, "2") == {}

    tell(tmp_path, story)


def test_who_reconnects_is_told_everything_again(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        client = await room.enter("2")
        await end_second(room)
        room.forget()
        room.lobby.leave("2")
        await room.enter("2", player=client.player)
        assert (await told(room, "2")).keys() == {"who", "news"}
        assert "presence" not in room.heard("1")

    tell(tmp_path, story)


def test_a_page_that_has_not_introduced_itself_is_counted_and_told_nothing(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        await room.arrive("2")
        assert (await told(room, "1"))["news"].startswith("2,0,")
        assert "presence" not in room.heard("2")

    tell(tmp_path, story)


def test_what_one_tab_says_twice_or_after_it_has_gone_is_not_said_of_another(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        first = await room.enter("1")
        await room.enter("2", player=first.player)
        for _ in range(2):
            room.lobby.presence.look(first, is_seen=False)
        assert (await told(room, "2"))["news"] == "1,0,w"
        room.lobby.leave("1")
        assert await told(room, "2") == {}
        third = await room.enter("3", player=first.player)
        room.lobby.leave("3")
        room.lobby.presence.look(third, is_seen=False)
        assert await told(room, "2") == {}

    tell(tmp_path, story)


def test_what_was_told_of_an_arena_is_kept_for_as_long_as_somebody_is_there(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1")
        await end_second(room)
        assert room.lobby._broadcast._beside.get("classic")
        room.lobby.leave("1")
        await end_second(room)
        assert not room.lobby._broadcast._beside.get("classic")
        await room.enter("2", player="")
        assert (await told(room, "2"))["news"] == "1,0,w"

    tell(tmp_path, story)


def test_a_busy_crowd_costs_each_page_300_bytes_a_second(tmp_path: Path) -> None:
    """A hundred are here, and each second other ones play, leave and come."""

    async def story(room: Room) -> None:
        names = [str(number) for number in range(100)]
        for name in names:
            await room.enter(name)
        await end_second(room)
        room.forget()
        sent, seconds = 0, 60
        for second in range(seconds):
            room.clock.move(1)
            for number in range(second % 7, 100, 7):
                await room.press(str(number), second + 1) if str(number) in names else None
            if 0 < second < 40:
                names.remove(str(second))
                room.lobby.leave(str(second))
                await room.enter(f"new {second}")
            room.forget()
            sent += len(json.dumps(await told(room, "0"), separators=(",", ":")))
        assert sent / seconds <= 300
        shown = await room.enter("late")
        assert len(handles((await told(room, shown.sid))["who"])) == SHOWN_MOST

    tell(tmp_path, story)
