"""What a page is told of runs: on arrival, and when one is over, in the arena that it was in."""

import json
from pathlib import Path
from typing import Any

from clickgame.core.periods import DAY_S
from tests.gateway.room import Room, tell

RUN_S = 300


def test_the_story_is_told_to_every_tab_of_the_arena_and_again_on_arrival(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=2)
        await room.enter("2", player=client.player)
        await elsewhere(room, "3", player=client.player)
        room.clock.move(1)
        await room.press("1", 12)
        await room.engine.recorder.stories.look()
        room.forget()
        room.clock.move(RUN_S)
        await room.engine.sweep()
        await room.engine.commit.written()
        told = room.heard("1")["play"]
        run, score, day, rank, ahead, to_ahead, best, seconds, curve, reached = told["story"]
        assert (len(run), score, day, rank, ahead, to_ahead, best, seconds) == (12, 12, 0, 1, "", 0, 12, 1)
        assert (curve, reached) == ([2, 10], ["warm"])
        assert room.heard("2")["play"]["story"] == told["story"]
        assert "play" not in room.heard("3")
        room.clock.move(1)
        await room.arrive("4", player=client.player)
        again = await room.introduce(room.lobby.clients.get("4"))
        assert as_sent(again["story"]) == told["story"]
        assert again["lasted_s"] == 0.0

    tell(tmp_path, story)


def test_who_comes_back_within_a_run_is_told_how_long_it_has_lasted_and_the_ghosts(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        client = await room.enter("1", presses=12)
        room.clock.move(DAY_S)
        await room.press("1", 20)
        await room.engine.commit.written()
        told = room.heard("1")["play"]
        room.clock.move(7.26)
        values = await room.introduce(client, presses=20, acked=20)
        assert values["lasted_s"] == 7.3
        ghosts = as_sent(values["ghosts"])
        assert ghosts == told["ghosts"]
        assert [ghost[0] for ghost in ghosts] == ["day"]
        _, number, player, handle, score, step, sums = ghosts[0]
        assert (number, player, handle) == (0, client.player, room.engine.game.player(client.player).handle)
        assert (score, step, sums) == (12, 1, [12])

    tell(tmp_path, story)


def as_sent(value: object) -> Any:
    """Give *value* as the page reads it."""
    return json.loads(json.dumps(value))


async def elsewhere(room: Room, sid: str, *, player: str) -> None:
    """Let another tab of *player* into another arena."""
    await room.arrive(sid, player=player, arena="sprint")
    await room.introduce(room.lobby.clients.get(sid), board="")
