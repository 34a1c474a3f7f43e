"""A page is told what an operator has done about its player: when it arrives, and at once while it is open."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.calls import answered
from clickgame.contract.errors import UnknownPage
from clickgame.contract.moderation import BAN, HIDE, UNRANK, DeedAsk, DeedRead, Sanction
from clickgame.contract.refusals import Banned
from tests.gateway.room import Room, page_of, tell


async def do(room: Room, what: str, whom: str, **more: Any) -> DeedRead:
    """Have kim do something about a player."""
    ask = DeedAsk(**{"operator": "kim", "what": what, "whom": whom, "why": "name", **more})
    return await answered(partial(room.lobby.link.moderation.do, ask))


@pytest.mark.parametrize(("what", "code"), [(HIDE, "hidden"), (UNRANK, "unranked"), (BAN, "banned")])
def test_a_player_is_told_at_once_and_on_arrival(tmp_path: Path, what: str, code: str) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("ann")
        room.forget()
        deed = await do(room, what, ann.player)
        notice = room.heard("ann")["notice"]
        assert notice["code"] == code
        assert "because of an offensive name" in notice["text"]
        await room.arrive("ann again", player=ann.player)
        assert room.heard("ann again")["notice"]["code"] == code
        room.forget()
        await answered(partial(room.lobby.link.moderation.undo, "kim", deed.number))
        assert room.heard("ann")["notice"] == {"code": "", "text": ""}
        await room.arrive("ann later", player=ann.player)
        assert "notice" not in room.heard("ann later")

    tell(tmp_path, story)


def test_who_is_hidden_or_unranked_plays_on(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("ann")
        await do(room, HIDE, ann.player)
        assert (await room.press("ann", 3))["score"] == 3

    tell(tmp_path, story)


def test_each_press_of_a_banned_player_is_answered_with_why(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann, bob = await room.enter("ann"), await room.enter("bob")
        deed = await do(room, BAN, ann.player, why="machine")
        room.forget()
        with pytest.raises(Banned):
            await room.press("ann", 3)
        room.lobby.refuse_count(ann, Banned(Sanction(deed.what, deed.why, deed.until)), page_of("ann"))
        assert room.heard("ann")["notice"]["code"] == "banned"
        assert ann.page == page_of("ann"), "the page goes on when the ban is over"
        assert (await room.press("bob", 2))["score"] == 2
        assert bob.page

    tell(tmp_path, story)


def test_a_banned_page_that_loads_sees_the_board_and_why_and_goes_on_when_it_may(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("ann", presses=4)
        deed = await do(room, BAN, ann.player)
        await room.arrive("tab", player=ann.player)
        tab = room.lobby.clients.get("tab")
        room.forget()
        with pytest.raises(Banned):
            await room.introduce(tab, presses=2)
        assert room.heard("tab")["board"]["shown"] == "live"
        await answered(partial(room.lobby.link.moderation.undo, "kim", deed.number))
        with pytest.raises(UnknownPage):
            await room.press("tab", 3)

    tell(tmp_path, story)
