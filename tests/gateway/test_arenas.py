"""A page is in the arena of its address; who looks at the list is told how many are in each."""

from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import UnknownArena
from clickgame.contract.reads import ArenaInfo
from clickgame.core.arenas import ARENAS, kind_of
from clickgame.core.periods import DAY_S
from tests.gateway.room import Room, tell


def test_a_page_in_another_arena_is_told_which_and_shown_its_first_board(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=5, arena="sprint", board="")
        told = room.heard("1")
        kind = kind_of("sprint")
        assert (told["place"]["title"], told["place"]["boards"]) == (kind.title, list(kind.all_boards))
        assert told["place"]["is_timed"]
        assert told["board"]["shown"] == kind.all_boards[0]
        assert client.arena == "sprint"
        assert room.engine.game.arenas["sprint"].total == 5
        assert room.engine.game.arenas["classic"].total == 0

    tell(tmp_path, story)


def test_in_the_first_arena_nothing_is_told_of_it(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.enter("1", board="")
        told = room.heard("1")
        assert "place" not in told
        assert told["board"]["shown"] == ARENAS[0].boards[0]

    tell(tmp_path, story)


def test_boards_presses_and_people_of_two_arenas_do_not_meet(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        one = await room.enter("1", presses=3)
        two = await room.enter("2", presses=9, arena="runaway")
        await room.lobby.presence.tick()
        assert (await room.lobby.link.people("classic")).news == "1,1,p"
        assert (await room.lobby.link.people("runaway")).news == "1,1,p"
        await room.lobby._broadcast.tick()
        room.forget()
        await room.press("2", 12)
        await room.lobby._broadcast.tick()
        assert room.heard("1") == {}
        assert room.heard("2")["board"]["total"] == 12
        (row,) = room.engine.game.rows("classic", "live", count=9)
        assert row.player == one.player != two.player

    tell(tmp_path, story)


def test_an_arena_that_is_not_there_is_said_and_takes_no_press(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.arrive("1", arena="nowhere")
        assert room.heard("1")["place"] == {"is_gone": True}
        assert await room.introduce(room.lobby.clients.get("1"), presses=5) == {}
        with pytest.raises(UnknownArena):
            await room.press("1", 6)
        assert room.engine.game.total == 0
        await room.lobby.presence.tick()
        room.lobby.leave("1")
        await room.lobby.presence.tick()

    tell(tmp_path, story)


def test_one_player_has_a_score_in_each_arena_and_one_name(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        one = await room.enter("1", presses=3)
        two = await room.enter("2", presses=9, arena="marathon", player=one.player)
        assert one.player == two.player
        scores = {score.arena: score.total for score in (await room.lobby.link.profile(one.player)).scores}
        assert scores == {"classic": 3, "marathon": 9}

    tell(tmp_path, story)


def test_another_tab_in_another_arena_hears_nothing_of_this_run(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        one = await room.enter("1", presses=3)
        await room.enter("2", presses=9, arena="metronome", player=one.player)
        room.forget()
        await room.press("1", 7)
        assert "play" not in room.heard("2")
        room.clock.move(11)
        await room.engine.sweep()
        assert "play" not in room.heard("1")
        assert room.heard("2")["play"]["score"] == 0

    tell(tmp_path, story)


def counts(arenas: list[ArenaInfo]) -> dict[str, int]:
    """Give how many are in each, where somebody is."""
    return {arena.name: arena.online for arena in arenas if arena.online}


def test_who_looks_at_the_list_is_told_what_changes(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.arrive("1", arena="")
        looking = room.lobby.clients.get("1")
        assert not any((await room.lobby.arena_counts.watch(looking)).values())
        await room.lobby.arena_counts.tick()
        room.forget()
        await room.enter("2", arena="sprint")
        for told in ({"sprint": 1}, {}):
            await room.lobby.presence.tick()
            await room.lobby.arena_counts.tick()
            heard = room.heard("1").get("arenas", {}).get("counts", {})
            assert {name: count for name, count in heard.items() if count} == told
        room.lobby.leave("1")
        room.lobby.leave("2")
        await room.lobby.presence.tick()
        await room.lobby.arena_counts.tick()
        assert room.wires["1"].frames == []
        assert counts(list(await room.lobby.link.arenas())) == {}

    tell(tmp_path, story)


def test_an_arena_that_a_player_has_opened_is_played_by_its_link(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        one = await room.enter("1")
        link = room.lobby.link
        name: str = await answered(lambda then: link.open_arena(one.player, "sprint", "Lunch", then))
        await room.enter("2", arena=name, presses=4, board="")
        assert room.heard("2")["place"]["title"] == "Lunch"
        assert name not in (await room.lobby.arena_counts.watch(one))
        assert room.engine.game.arenas[name].total == 4

    tell(tmp_path, story)


def test_an_arena_that_nobody_uses_lets_nobody_in_and_closes_when_it_is_empty(tmp_path: Path) -> None:
    """Not under those who are there: what is told to them goes on, and to everybody else as well."""

    async def story(room: Room) -> None:
        one = await room.enter("1")
        link, counts = room.lobby.link, room.lobby.arena_counts
        name: str = await answered(partial(link.open_arena, one.player, "sprint", "Lunch"))
        inside = await room.enter("2", arena=name, board="")
        reader = await room.enter("3")
        await room.lobby.feed.watch(reader, "", name)
        await room.lobby.presence.tick()
        room.clock.move(room.settings.arena_age_s + DAY_S)
        room.engine.turn()
        await room.lobby.presence.tick()
        for tick in (room.lobby._broadcast.tick, room.lobby.feed.tick, counts.tick):
            await tick()
        assert inside.arena == name
        with pytest.raises(UnknownArena):
            await link.arena(name)
        assert (await link.arenas_of(one.player)) == []
        room.lobby.leave("2")
        await room.lobby.presence.tick()
        room.engine.turn()
        assert name not in room.engine.game.arenas
        room.engine.feed.look()
        await room.press("1", 3)
        room.forget()
        room.lobby.feed._is_news = True
        await room.lobby.presence.tick()
        for tick in (room.lobby._broadcast.tick, room.lobby.feed.tick, counts.tick):
            await tick()
        assert room.heard("1")["board"]["total"] == 3

    tell(tmp_path, story)
