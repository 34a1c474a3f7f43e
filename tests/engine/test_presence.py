"""A player is here for as long as any gateway says so."""

from pathlib import Path

import pytest

from clickgame.contract.errors import UnknownArena
from clickgame.contract.presence import PLAYING_S, Move
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.engine.presence import Presence
from tests.engine.life import hear, join, tell
from tests.fakes import FakeClock


def test_a_player_at_two_gateways_is_here_until_both_say_otherwise() -> None:
    presence = Presence()
    assert presence.join(["ann", "bob"]) == ["ann", "bob"]
    assert presence.join(["ann"]) == []
    assert presence.online == 2
    assert presence.leave(["ann", "bob"]) == ["bob"]
    assert presence.leave(["ann"]) == ["ann"]
    assert presence.online == 0


def test_who_was_not_here_cannot_leave() -> None:
    presence = Presence()
    presence.leave(["nobody"])
    assert presence.online == 0


def test_somebody_plays_for_a_while_after_a_press_and_then_watches(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        handle = engine.game.player(ann).handle
        link.attend([Move(ann, "classic", 1, 1)])
        hear(engine, ann, 0, is_resume=True)
        assert (await link.people("classic")) == (f"{ann}:{handle}", "1,0,w")
        hear(engine, ann, 1)
        assert (await link.people("classic")).news == "1,1,p"
        clock.move(PLAYING_S - 0.1)
        assert (await link.people("classic")).news == "1,1,p"
        clock.move(0.1)
        assert (await link.people("classic")).news == "1,0,w"

    tell(tmp_path, story)


def test_an_arena_that_is_not_there_has_no_people(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        with pytest.raises(UnknownArena):
            await LocalLink(engine).people("elsewhere")

    tell(tmp_path, story)
