"""A network that an operator bans is kept out by every gateway, wherever the player is connected."""

import asyncio
from functools import partial

from clickgame.contract import wire
from clickgame.contract.answers import answered
from clickgame.contract.moderation import BLOCK, DeedAsk, DeedRead
from clickgame.gateway.credentials import Credential
from tests.apart import Apart, apart
from tests.page_load import PageLoad
from tests.virtual_time import play


async def two_of_ann(all_: Apart) -> list[PageLoad]:
    """Open a page of ann's at each gateway, and one of bob's."""
    first = all_.page(0)
    await asyncio.sleep(0.5)
    pages = [first, all_.page(1, Credential(first.credential.token)), all_.page(1)]
    await asyncio.sleep(0.5)
    return pages


async def block(all_: Apart, page: PageLoad, *, at: int = 0, for_s: float = 0.0) -> DeedRead:
    """Have the network of *page*'s player banned, by an operator at a gateway."""
    ask = DeedAsk("kim", BLOCK, page.player, "advert", for_s)
    deed: DeedRead = await answered(partial(all_.gateways[at].link.moderation.do, ask))
    await asyncio.sleep(1.0)
    return deed


def kept_out(all_: Apart, *pages: PageLoad) -> list[list[bool]]:
    """Tell for each gateway which of *pages* do not get in."""
    return [[page.address in gateway.bans for page in pages] for gateway in all_.gateways]


def test_all_gateways_keep_out_what_each_has_found_and_let_it_in_when_that_is_undone() -> None:
    async def story() -> None:
        async with apart(gateways=2) as all_:
            pages = await two_of_ann(all_)
            deed = await block(all_, pages[0])
            assert kept_out(all_, *pages) == [[True, True, False]] * 2
            assert [gateway.hung_up for gateway in all_.gateways] == [[page.address for page in pages[:2]]] * 2
            await answered(partial(all_.gateways[1].link.moderation.undo, "kim", deed.number))
            await asyncio.sleep(1.0)
            assert kept_out(all_, *pages) == [[False, False, False]] * 2

    play(story())


def test_it_ends_by_itself() -> None:
    async def story() -> None:
        async with apart(gateways=2) as all_:
            pages = await two_of_ann(all_)
            await block(all_, pages[0], for_s=60.0)
            await asyncio.sleep(58.0)
            assert kept_out(all_, pages[0]) == [[True]] * 2
            await asyncio.sleep(2.0)
            assert kept_out(all_, pages[0]) == [[False]] * 2

    play(story())


def test_a_gateway_that_comes_later_and_an_engine_that_comes_later_know_of_it() -> None:
    async def story() -> None:
        async with apart(gateways=2) as all_:
            pages = await two_of_ann(all_)
            deed = await block(all_, pages[0])
            await all_.restart()
            await asyncio.sleep(2.0)
            await all_.gateways[0].kill()
            all_.gateways[0] = all_.gateway(0)
            await all_.gateways[0].start()
            await asyncio.sleep(1.0)
            assert kept_out(all_, *pages) == [[True, True, False]] * 2
            await answered(partial(all_.gateways[1].link.moderation.undo, "kim", deed.number))
            await asyncio.sleep(1.0)
            assert kept_out(all_, *pages) == [[False, False, False]] * 2

    play(story())


def test_what_is_missed_is_made_good() -> None:
    async def story() -> None:
        async with apart(gateways=2) as all_:
            pages = await two_of_ann(all_)
            all_.gateways[1].bus.cut()
            deed = await block(all_, pages[0])
            assert kept_out(all_, pages[0]) == [[True], [False]]
            all_.gateways[1].bus.connect()
            await asyncio.sleep(1.0)
            assert kept_out(all_, pages[0]) == [[True], [True]]
            all_.network.lose(2, wire.ALL)
            await answered(partial(all_.gateways[0].link.moderation.undo, "kim", deed.number))
            await asyncio.sleep(2.0)
            assert kept_out(all_, pages[0]) == [[False], [False]]

    play(story())


def test_no_fact_and_no_word_to_all_has_an_address() -> None:
    async def story() -> None:
        async with apart(gateways=2) as all_:
            pages = await two_of_ann(all_)
            await block(all_, pages[0])
            told = [message for channel, message in all_.network.carried if channel == wire.ALL]
            assert b"BlocksChanged" in b"".join(told)
            assert pages[0].address.encode() not in b"".join(told)

    play(story())
