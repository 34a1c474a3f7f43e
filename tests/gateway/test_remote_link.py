"""A link to an engine elsewhere is one like any other: the same answers, and the same refusals."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clickgame.contract import wire
from clickgame.contract.answers import EngineAway, Then, answered
from clickgame.contract.calls import Count, Link
from clickgame.contract.errors import GameError, UnknownArena, UnknownPlayer
from clickgame.contract.facts import Outcome, Welcome
from clickgame.contract.moderation import DeedAsk
from clickgame.contract.presence import Move
from clickgame.contract.reads import Profile
from clickgame.gateway.line import BEAT_S, PATIENCE_S, SILENT_S
from clickgame.gateway.remote_link import AWAY, remote_link
from tests import virtual_time
from tests.apart import Apart, apart
from tests.gateway import far_engine
from tests.gateway.far_engine import OWN, Scene

whatever = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 200)
    | st.integers(2**62, 2**66)
    | st.floats()
    | st.text(st.characters(), max_size=25)
    | st.sampled_from(("one", "\ud800", "a\udfffb", "Fox", "Fox Fox", 2**63, 2**64, -(2**63) - 1, 10**400))
    | st.binary(max_size=3),
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=2), parts, max_size=2) | st.tuples(parts)
    ),
    max_leaves=6,
)
DEEP: Any = []
for _ in range(5_000):
    DEEP = [DEEP]

COUNT = Count("ann", "classic", "one", 3, 0, 60, is_resume=True)
counts = st.builds(
    Count,
    player=st.sampled_from(("ann", "nobody")),
    arena=st.sampled_from(("classic", "sprint", "nowhere")),
    page=st.just("one") | whatever,
    presses=st.integers(0, 60) | whatever,
    acked=st.integers(0, 3) | whatever,
    age_s=st.integers(0, 60) | whatever,
    is_resume=st.booleans(),
)


class Both:
    """Two games: before one stands a gateway beside it, before the other one elsewhere; each has a player."""

    def __init__(self, here: Apart, elsewhere: Apart) -> None:
        """Take both."""
        self.links: tuple[Link, Link] = here.process.link, elsewhere.gateways[0].link
        self.players: list[str] = []

    async def begin(self) -> None:
        """Have a player in each."""
        for link in self.links:
            welcome: Welcome = await answered(partial(link.arrive, "ann", is_new=True))
            self.players.append(welcome.player)
            await answered(partial(link.rename, welcome.player, "Owl"))

    async def outcomes(self, ask: Callable[[Link, str], Any]) -> list[object]:
        """Ask both, and give what came of it, without what differs in any two games."""
        return [
            self._plain(await _outcome(ask(link, player)))
            for link, player in zip(self.links, self.players, strict=True)
        ]

    def _plain(self, came: object) -> object:
        if isinstance(came, Outcome):
            return came._replace(player="ann" if came.player in self.players else came.player, at=0.0, left_s=0.0)
        if isinstance(came, list):
            return [self._plain(each) for each in came]
        if isinstance(came, GameError):
            return type(came), came.text
        return came


async def _ask(ask: "Ask", value: object, other: object, link: Link, player: str) -> object:
    return await answered(partial(ask, link, player, value, other))


async def _hear(said: list[Count], link: Link, player: str) -> object:
    return await answered(lambda then: link.hear(in_words(said, player), then))


async def _outcome(asking: Any) -> object:
    try:
        return await asking
    except GameError as refusal:
        return refusal


def tell(story: Callable[[Both], Any]) -> None:
    """Have *story* happen in two games that are the same."""

    async def run() -> None:
        async with apart() as here, apart() as elsewhere:
            both = Both(here, elsewhere)
            await both.begin()
            await story(both)

    virtual_time.play(run())


def in_words(said: list[Count], player: str) -> list[Count]:
    """Give what was *said*, by a player of that id."""
    return [count._replace(player=player) if count.player == "ann" else count for count in said]


@settings(max_examples=60)
@example([[COUNT._replace(page=page) for page in ("a\ud800", "one\udfff", ("one",), b"one", {"a": 1})]])
@example([[COUNT], [COUNT._replace(presses=2**70), COUNT._replace(presses=4)]])
@given(st.lists(st.lists(counts, max_size=4), max_size=4))
def test_counts_come_to_the_same_whatever_a_page_sends(turns: list[list[Count]]) -> None:
    async def story(both: Both) -> None:
        for said in turns:
            here, elsewhere = await both.outcomes(partial(_hear, said))
            assert here == elsewhere

    tell(story)


def test_what_is_deeper_than_can_be_written_is_refused_the_same() -> None:
    async def story(both: Both) -> None:
        for name, ask in ASKED.items():
            here, elsewhere = await both.outcomes(partial(_ask, ask, DEEP, "name"))
            assert here == elsewhere, name
        said = [COUNT, COUNT._replace(page=DEEP), COUNT._replace(presses=DEEP), COUNT._replace(presses=5)]
        here, elsewhere = await both.outcomes(partial(_hear, said))
        assert here == elsewhere

    tell(story)


Ask = Callable[[Link, str, object, object, Then[Any]], None]
ASKED: dict[str, Ask] = {
    "rename": lambda link, player, value, _, then: link.rename(player, value, then),
    "kind": lambda link, player, value, other, then: link.open_arena(player, value, other, then),
    "title": lambda link, player, value, _, then: link.open_arena(player, "sprint", value, then),
    "react": lambda link, player, value, other, then: link.react(player, value, other, then),
    "hide": lambda link, player, value, _, then: link.hide(player, value, then, is_hidden=True),
    "leave": lambda link, player, value, _, then: link.leave_boards(player, value, then),
    "measure": lambda link, player, value, _, then: link.measure(
        player, "classic", value, then, made_with="mouse", connection="one"
    ),
    "follow": lambda link, player, value, _, then: link.follow(player, "classic", value, then),
    "report": lambda link, player, value, other, then: link.moderation.report(player, value, other, value, then),
    "undo": lambda link, _, value, __, then: link.moderation.undo("op", value, then),
    "do": lambda link, player, value, other, then: link.moderation.do(DeedAsk("op", value, player, other), then),
}


@pytest.mark.parametrize("what", ASKED)
@settings(max_examples=25)
@given(sent=st.lists(st.tuples(whatever, whatever), max_size=8))
def test_what_players_may_send_is_taken_or_refused_the_same(what: str, sent: list[tuple[object, object]]) -> None:
    async def story(both: Both) -> None:
        for value, other in sent:
            ask = partial(_ask, ASKED[what], value, other)
            here, elsewhere = await both.outcomes(ask)
            assert here == elsewhere or (what == "title" and {type(here), type(elsewhere)} == {str})

    tell(story)


READ: dict[str, Callable[[Link, str], Awaitable[object]]] = {
    "profile": lambda link, player: link.profile(player),
    "nobody": lambda link, _: link.profile("nobody"),
    "arenas": lambda link, _: link.arenas(),
    "nowhere": lambda link, _: link.arena("nowhere"),
    "seasons": lambda link, _: link.seasons("classic", "day"),
    "log": lambda link, _: link.moderation.log(),
    "finished": lambda link, _: link.learning.finished(),
    "chosen": lambda link, player: link.chosen(player),
    "health": lambda link, _: link.health(),
}


@pytest.mark.parametrize("what", READ)
def test_what_is_read_is_the_same(what: str) -> None:
    async def story(both: Both) -> None:
        here, elsewhere = await both.outcomes(READ[what])
        if isinstance(here, Profile) and isinstance(elsewhere, Profile):
            here, elsewhere = here._replace(player=""), elsewhere._replace(player="")
        assert here == elsewhere

    tell(story)


def test_a_reading_is_raised_as_what_it_is_and_its_values_may_be_named() -> None:
    async def story() -> None:
        async with apart() as all_of_it:
            link = all_of_it.gateways[0].link
            with pytest.raises(UnknownPlayer):
                await link.profile(player="nobody")
            with pytest.raises(UnknownArena):
                await link.people(arena="nowhere")

    virtual_time.play(story())


def test_an_engine_that_is_away_is_said_to_be_and_what_is_asked_is_refused_in_time() -> None:
    async def story() -> None:
        async with apart() as all_of_it:
            link = all_of_it.gateways[0].link
            assert (await link.health())["status"] == "ok"
            all_of_it.network.break_down()
            await asyncio.sleep(SILENT_S + BEAT_S)
            assert await link.health() == {"status": AWAY}
            began = asyncio.get_running_loop().time()
            with pytest.raises(EngineAway):
                await link.arenas()
            assert asyncio.get_running_loop().time() - began <= PATIENCE_S + BEAT_S
            all_of_it.network.come_up()
            await asyncio.sleep(BEAT_S)
            assert (await link.health())["status"] == "ok"

    virtual_time.play(story())


def test_an_engine_that_has_not_said_how_it_is_is_away_still() -> None:
    async def story(scene: Scene) -> None:
        link = remote_link(scene.line)
        scene.epoch += 1
        scene.line.health = {}
        scene.tell(OWN)
        await asyncio.sleep(0.01)
        assert not scene.line.is_away
        assert await link.health() == {"status": AWAY}

    far_engine.tell(story)


def test_who_is_there_is_told_and_told_again_as_it_is_then() -> None:
    async def story() -> None:
        async with apart() as all_of_it:
            gateway, presence = all_of_it.gateways[0], all_of_it.engine.presence
            gateway.link.present(joined=["ann", "bob"])
            gateway.link.attend([Move("ann", "classic", 2, 1), Move("bob", "classic", 1, 1)])
            await asyncio.sleep(0.01)
            assert presence.online == 2
            all_of_it.network.lose(2, wire.ENGINE)
            gateway.link.present(joined=["cid"], left=["bob"])
            gateway.link.attend([Move("ann", "classic", -1, 0), Move("bob", "classic", -1, -1)])
            await asyncio.sleep(1.0)
            assert (presence.is_here("bob"), presence.is_here("cid"), presence.online) == (False, True, 2)
            players, moves = gateway.line.census()
            assert ([*players], [*moves]) == (["ann", "cid"], [Move("ann", "classic", 1, 1)])

    virtual_time.play(story())


def test_the_engine_s_time_is_told() -> None:
    async def story() -> None:
        async with apart(gateways=2) as all_of_it:
            for gateway in all_of_it.gateways:
                assert gateway.link.now() == pytest.approx(all_of_it.engine.now(), abs=0.001)

    virtual_time.play(story())
