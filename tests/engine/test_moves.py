"""A link to another device is the engine's: looked at as often as one likes, taken once, and over with its token."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import LinkExpired, LinkUnknown, LinkUsed, UnknownPlayer
from clickgame.contract.facts import Fact, SignedOut
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from tests.apart import apart
from tests.engine.life import tell
from tests.fakes import FakeClock
from tests.virtual_time import play

TOKEN, OTHER = "a" * 32, "b" * 32


async def made(link: LocalLink) -> tuple[str, str]:
    """Let somebody in, and make a link; give the player's id and the link's secret."""
    welcome = await answered(partial(link.arrive, TOKEN, is_new=True))
    await answered(partial(link.moves.make, welcome.player, TOKEN))
    works = await link.moves.of(welcome.player)
    assert works is not None
    return welcome.player, works.secret


def test_a_link_is_looked_at_and_taken_once(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link = LocalLink(engine)
        player, secret = await made(link)
        clock.move(60)
        works = await link.moves.of(player)
        assert works is not None
        assert (works.secret, works.left_s) == (secret, engine.settings.link_s - 60)
        assert [await link.moves.look(secret) for _ in range(3)] == [engine.game.player(player).handle] * 3
        assert await answered(partial(link.moves.take, secret)) == TOKEN
        with pytest.raises(LinkUsed):
            await answered(partial(link.moves.take, secret))
        with pytest.raises(LinkUsed):
            await link.moves.look(secret)
        with pytest.raises(LinkUnknown):
            await link.moves.look("0" * 32)
        assert await link.moves.of(player) is None

    tell(tmp_path, story)


def test_a_link_whose_token_is_nobodys_any_more_hands_nothing_over(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        player, secret = await made(link)
        await answered(partial(link.erase, player))
        with pytest.raises(UnknownPlayer):
            await link.moves.look(secret)
        with pytest.raises(UnknownPlayer):
            await answered(partial(link.moves.take, secret))

    tell(tmp_path, story)


def test_another_token_ends_the_link_and_is_told(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, told = LocalLink(engine), list[Fact]()
        link.listen(told.append)
        player, secret = await made(link)
        await answered(partial(link.sign_out, player))
        assert await link.moves.look(secret)
        await answered(partial(link.change_token, player, OTHER))
        with pytest.raises(LinkExpired):
            await answered(partial(link.moves.take, secret))
        assert told == [SignedOut(player, is_cut_off=False), SignedOut(player, is_cut_off=True)]
        assert await link.holders([TOKEN, OTHER, ""]) == ["", player, ""]

    tell(tmp_path, story)


def test_a_link_is_taken_once_by_whoever_has_to_ask_again_for_the_answer() -> None:
    async def story() -> None:
        async with apart(gateways=2) as all_:
            page = all_.page()
            await asyncio.sleep(0.5)
            here, there = (gateway.link.moves for gateway in all_.gateways)
            token = page.credential.token
            await answered(partial(here.make, page.player, token))
            link = await there.of(page.player)
            assert link is not None
            all_.network.lose(1, "clickgame:gateway:*")
            assert await answered(partial(there.take, link.secret)) == token
            assert all_.gateways[1].line.again > 0
            with pytest.raises(LinkUsed):
                await answered(partial(here.take, link.secret))

    play(story())
