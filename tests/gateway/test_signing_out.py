"""Whoever signs out is gone from open pages, too: they load themselves anew, and some are cut off before.

So are pages at other gateways, also at one that hears nothing of it at the time."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from clickgame.contract import wire
from clickgame.contract.answers import answered
from clickgame.gateway import signing_out
from clickgame.gateway.credentials import Credential
from clickgame.gateway.line import SILENT_S
from clickgame.gateway.signing_out import ASKED_AT_ONCE, RELOAD_AFTER_S
from tests.apart import Apart, apart
from tests.gateway.room import Room, tell
from tests.page_load import PageLoad
from tests.virtual_time import play

OTHER = "f" * 32
RELOAD = "state_mismatch"


@pytest.mark.parametrize("is_cut_off", [False, True])
def test_all_pages_of_the_player_and_no_others_are_loaded_anew(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_cut_off: bool,  # noqa: FBT001  # of a table
) -> None:
    monkeypatch.setattr(signing_out, "RELOAD_AFTER_S", 0.0)

    async def story(room: Room) -> None:
        ann = await room.enter("1")
        await room.enter("2", player=ann.player)
        await room.enter("3")
        room.forget()
        if is_cut_off:
            await answered(partial(room.lobby.link.change_token, ann.player, OTHER))
        else:
            await answered(partial(room.lobby.link.sign_out, ann.player))
        assert (room.lobby.clients.find("1") is None) == is_cut_off
        while not all(RELOAD in "".join(room.wires[sid].frames) for sid in ("1", "2")):  # noqa: ASYNC110  # a wire knows no event
            await asyncio.sleep(0)
        assert room.lobby.clients.find("3") is not None
        assert RELOAD not in "".join(room.wires["3"].frames)

    tell(tmp_path, story)


async def two_of_ann_and_one_of_bob(all_: Apart) -> list[PageLoad]:
    """Open two pages of ann's and one of bob's, ann's at different gateways."""
    first = all_.page(0)
    await asyncio.sleep(0.5)
    pages = [first, all_.page(1, Credential(first.credential.token)), all_.page(1)]
    await asyncio.sleep(0.5)
    assert pages[1].player == first.player != pages[2].player
    return pages


def is_connected(page: PageLoad) -> bool:
    """Tell whether a page is some player's."""
    return page.gateway.lobby.clients.find(page.sid) is not None


@pytest.mark.parametrize("is_cut_off", [False, True])
def test_pages_at_all_gateways_are_told(is_cut_off: bool) -> None:  # noqa: FBT001  # of a table
    async def story() -> None:
        async with apart(gateways=2) as all_:
            pages = await two_of_ann_and_one_of_bob(all_)
            link = all_.gateways[0].link
            if is_cut_off:
                await answered(partial(link.change_token, pages[0].player, OTHER))
            else:
                await answered(partial(link.sign_out, pages[0].player))
            await asyncio.sleep(0.1)
            assert [is_connected(page) for page in pages] == [not is_cut_off, not is_cut_off, True]
            await asyncio.sleep(RELOAD_AFTER_S)
            assert [page.is_to_reload for page in pages] == [True, True, False]

    play(story())


@pytest.mark.parametrize("is_new", [False, True])
def test_a_gateway_that_has_missed_it_cuts_off_whose_token_is_nobodys(is_new: bool) -> None:  # noqa: FBT001  # of a table
    """It is asked after whatever may have lost the word: a connection that was down, or an engine that was killed."""

    async def story() -> None:
        async with apart(gateways=2) as all_:
            pages = await two_of_ann_and_one_of_bob(all_)
            all_.gateways[1].bus.cut()
            await answered(partial(all_.gateways[0].link.change_token, pages[0].player, OTHER))
            if is_new:
                await all_.restart()
            await asyncio.sleep(SILENT_S + 0.5)
            assert [is_connected(page) for page in pages] == [False, True, True]
            all_.gateways[1].bus.connect()
            await asyncio.sleep(1.0)
            assert [is_connected(page) for page in pages] == [False, False, True]
            await asyncio.sleep(RELOAD_AFTER_S)
            assert [page.is_to_reload for page in pages] == [True, True, False]

    play(story())


def test_so_many_are_asked_after_at_once_and_no_more() -> None:
    async def story() -> None:
        async with apart() as all_:
            for _ in range(2 * ASKED_AT_ONCE + 1):
                all_.page()
            await asyncio.sleep(2.0)
            asked: list[int] = []
            holders = all_.process.link.holders

            async def count(tokens: list[str]) -> object:
                asked.append(len(tokens))
                return await holders(tokens)

            all_.process.link.holders = count  # pyright: ignore[reportAttributeAccessIssue]  # for this object only
            all_.network.lose(1, wire.ALL)
            await asyncio.sleep(2.0)
            assert asked == [ASKED_AT_ONCE, ASKED_AT_ONCE, 1]
            assert all(is_connected(page) for page in all_.pages)

    play(story())
