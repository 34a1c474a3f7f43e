"""A page on a fast socket is welcomed in one frame, with a player only if it needs one."""

from pathlib import Path

from clickgame.gateway.credentials import Credential
from clickgame.gateway.reflex.channels import ARRIVE, HYDRATE, LOAD, RETURN, ROOT
from clickgame.gateway.sockets.fast_arrival import FastArrival
from tests.fakes import FakeWire
from tests.gateway.room import Room, tell

PAGES = {
    "/": [ARRIVE],
    "/about": [],
    "/more": [ARRIVE, "more"],
    "/only-more": ["more"],
    "/p": ["more", RETURN],
    "/q": [RETURN],
}


def event(name: str, path: str) -> dict[str, object]:
    """Make what a page at *path* sends when it loads."""
    return {"name": name, "payload": {}, "router_data": {"pathname": path}}


async def load(room: Room, *events: dict[str, object], token: str = "") -> list[bool]:
    """Have a new connection's page, with *token*, send *events*; give which of them leave more to be done."""
    room.wires["1"] = FakeWire()
    room.credentials.pop("1", None)
    if token:
        room.credentials["1"] = Credential(token)
    arrival = FastArrival(room.lobby, PAGES.__getitem__)
    more: list[bool] = []
    for each in events:
        more.append(arrival.take("1", each))
        await room.engine.commit.written()
    arrival.forget("1")
    return more


def test_the_game_is_loaded_with_a_player_in_one_frame(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        assert await load(room, event(HYDRATE, "/")) == [False]
        assert len(room.wires["1"].frames) == 1
        told = room.heard("1")
        assert told[ROOT] == {"is_hydrated": True}
        assert told["identity"].keys() == {"player", "handle", "link", "said"}

    tell(tmp_path, story)


def test_a_page_that_needs_no_player_makes_none(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        assert await load(room, event(HYDRATE, "/about"), token="0" * 32) == [False]
        assert room.heard("1") == {ROOT: {"is_hydrated": True}}
        assert not room.engine.game.roster.players

    tell(tmp_path, story)


def test_from_there_to_the_game_the_cookie_finds_the_player(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        new = await room.arrive("0")
        token = room.tokens[str(new["player"])]
        assert await load(room, event(HYDRATE, "/about"), event(LOAD, "/"), token=token) == [False, False]
        assert room.heard("1")["identity"]["player"] == new["player"]

    tell(tmp_path, story)


def test_and_back_and_there_again_it_is_the_same_connection_of_the_same_player(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        steps = [event(HYDRATE, "/"), event(LOAD, "/about"), event(LOAD, "/")]
        await load(room, *steps)
        told = [frame for frame in room.wires["1"].frames if "link" in frame]
        assert len(told) == 1
        assert len(room.engine.game.roster.players) == 1

    tell(tmp_path, story)


def test_who_asks_twice_before_the_answer_is_one_player(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        room.wires["1"] = FakeWire()
        arrival = FastArrival(room.lobby, PAGES.__getitem__)
        assert not any(arrival.take("1", event(name, "/")) for name in (HYDRATE, LOAD, HYDRATE))
        await room.engine.commit.written()
        assert len(room.wires["1"].frames) == 1
        assert len(room.engine.game.roster.players) == 1
        arrival.forget("1")
        assert arrival._arriving == set()

    tell(tmp_path, story)


def test_what_else_a_page_does_when_it_loads_is_left_to_reflex(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        assert await load(room, event(HYDRATE, "/more")) == [True]
        told = room.heard("1")
        assert ROOT not in told
        assert "player" in told["identity"]
        assert await load(room, event(HYDRATE, "/only-more")) == [True]
        assert room.heard("1") == {}

    tell(tmp_path, story)


def test_a_page_that_needs_no_player_has_one_who_comes_back(tmp_path: Path) -> None:
    """A stranger stays one; who has a player is told who that is, once."""

    async def story(room: Room) -> None:
        for path in ("/p", "/q"):
            assert await load(room, event(HYDRATE, path)) == [path == "/p"]
            assert "identity" not in room.heard("1")
        assert not room.engine.game.roster.players
        new = await room.arrive("0")
        token = room.tokens[str(new["player"])]
        assert await load(room, event(HYDRATE, "/p"), token=token) == [True]
        assert room.heard("1")["identity"]["player"] == new["player"]
        assert await load(room, event(HYDRATE, "/q"), token=token) == [False]
        assert room.heard("1")[ROOT] == {"is_hydrated": True}
        assert len(room.engine.game.roster.players) == 1

    tell(tmp_path, story)


def test_a_page_that_is_gone_to_without_a_cookie_is_loaded_for_one(tmp_path: Path) -> None:
    """Only where it needs a player, and nobody has come in on this connection yet."""

    async def story(room: Room) -> None:
        arrival = FastArrival(room.lobby, PAGES.__getitem__)
        room.wires["1"] = FakeWire()
        assert arrival.lacks_cookie("1", event(LOAD, "/"))
        assert not arrival.lacks_cookie("1", event(LOAD, "/q"))
        room.credentials["1"] = Credential("0" * 32)
        assert not arrival.lacks_cookie("1", event(LOAD, "/"))
        await room.arrive("2")
        assert not arrival.lacks_cookie("2", event(LOAD, "/"))

    tell(tmp_path, story)
