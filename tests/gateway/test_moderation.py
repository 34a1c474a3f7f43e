"""A page is told what an operator has done about its player: when it arrives, and at once while it is open.

At the desk nobody gets in by guessing, and what is banned by network is kept nowhere."""

from collections.abc import Collection
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import GameError
from clickgame.contract.moderation import BAN, BLOCK, HIDE, UNRANK, DeedAsk, DeedRead, Sanction
from clickgame.contract.refusals import AddressBanned, Banned, NotAnOperator, NotHere, TooManyTries, UnknownReason
from clickgame.core.deeds import do as do_unheard
from clickgame.core.deeds import undo
from clickgame.gateway.blocks import Blocks
from clickgame.gateway.clients import Client
from clickgame.gateway.limits.admission import Admission
from clickgame.gateway.moderation import NEW, OFF, Desk
from tests.gateway.room import Room, page_of, tell


async def do(room: Room, what: str, whom: str, **more: Any) -> DeedRead:
    """Have kim do something about a player."""
    ask = DeedAsk(**{"operator": "kim", "what": what, "whom": whom, "why": "name", **more})
    return await answered(partial(room.lobby.link.moderation.do, ask))


async def miss(room: Room, client: Client) -> dict[str, dict[str, Any]]:
    """Have the page of *client* introduce itself anew, as after a silence; give what it was told from then on."""
    room.lobby.introductions.unheard([(client.player, client.arena)])
    await room.introduce(client)
    return room.heard(client.sid)


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


@pytest.mark.parametrize("what", [HIDE, UNRANK, BAN])
def test_what_was_lifted_while_nothing_was_heard_is_gone_with_the_next_introduction(tmp_path: Path, what: str) -> None:
    """It is told once."""

    async def story(room: Room) -> None:
        ann = await room.enter("ann")
        told = await do(room, what, ann.player)
        assert room.heard("ann")["notice"]["code"]
        undo(room.engine.game, "kim", told.number, now=room.clock.now)
        assert (await miss(room, ann))["notice"] == {"code": "", "text": ""}
        assert "notice" not in await miss(room, ann)

    tell(tmp_path, story)


def test_what_was_done_while_nothing_was_heard_is_told_with_the_next_introduction(tmp_path: Path) -> None:
    """And is gone again if it was lifted unheard, too."""

    async def story(room: Room) -> None:
        ann = await room.enter("ann")
        game, now = room.engine.game, room.clock.now
        done = do_unheard(game, DeedAsk("kim", HIDE, ann.player, "name"), now=now, rng=Random(1))
        assert (await miss(room, ann))["notice"]["code"] == "hidden"
        undo(game, "kim", done.deed.number, now=now)
        assert (await miss(room, ann))["notice"] == {"code": "", "text": ""}

    tell(tmp_path, story)


def test_another_notice_stays_when_nothing_is_in_force(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("ann")
        deed = await do(room, HIDE, ann.player)
        room.lobby.refuse("ann", NotHere())
        undo(room.engine.game, "kim", deed.number, now=room.clock.now)
        room.forget()
        assert "notice" not in await miss(room, ann)

    tell(tmp_path, story)


def test_what_was_lifted_unheard_is_gone_from_a_page_that_goes_to_another_arena(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        ann = await room.enter("ann")
        deed = await do(room, HIDE, ann.player)
        undo(room.engine.game, "kim", deed.number, now=room.clock.now)
        room.forget()
        await answered(partial(room.lobby.arrive, "ann", arena="sprint"))
        assert room.heard("ann")["notice"] == {"code": "", "text": ""}

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
        assert tab.page == ""
        assert room.heard("tab")["identity"]["link"], "the page introduces itself anew"
        told = await room.introduce(tab, presses=3)
        assert (told["score"], told["acked"]) == (5, 3), "of its three presses, two were made during the ban"

    tell(tmp_path, story)


class Hands:
    """What a desk has of the sockets: each connection's address is its name's first letter."""

    def __init__(self, desk: Desk, blocks: Blocks) -> None:
        """Serve *desk* and *blocks*."""
        self.hung_up: list[str] = []
        desk.address_of = blocks.address_of = lambda sid: sid[:1]
        blocks.hang_up = self.hang_up

    async def hang_up(self, addresses: Collection[str]) -> None:
        """Note whose connections end."""
        self.hung_up += sorted(addresses)


def desk_of(room: Room) -> tuple[Desk, Admission, Hands]:
    """Give the desk of *room*, who is let in, and what it does to connections."""
    admission = Admission(room.settings, room=100, clock=room.clock)
    desk = Desk(room.lobby.link, clock=room.clock)
    return desk, admission, Hands(desk, Blocks(room.lobby.link, room.lobby.clients, admission.bans))


def ask(whom: object, what: str = BLOCK, for_s: float = 60.0) -> DeedAsk:
    """Give what kim asks for."""
    return DeedAsk("kim", what, whom, "advert", for_s)


def test_only_the_token_lets_an_operator_in(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        desk, _, _ = desk_of(room)
        assert not desk.is_open
        with pytest.raises(NotAnOperator):
            desk.check("a", "")
        token = desk.open_to(NEW)
        desk.check("b", token)
        assert desk_of(room)[0].open_to(NEW) != token
        for number, wrong in enumerate(("", None, 7, [token], token[:-1], token + "x", "\udfff" * 99)):
            with pytest.raises(NotAnOperator):
                desk.check(str(number), wrong)
        assert desk.open_to(OFF) == ""
        with pytest.raises(NotAnOperator):
            desk.check("b", token)
        with pytest.raises(ValueError, match="16 characters"):
            desk.open_to("guess me")

    tell(tmp_path, story)


def test_guessing_gains_nothing(tmp_path: Path) -> None:
    """After some tries the right token is refused, too, for that address alone; later it is taken."""

    async def story(room: Room) -> None:
        desk, _, _ = desk_of(room)
        token = desk.open_to("correct horse battery")
        codes: list[str] = []
        for number in range(1000):
            with pytest.raises(GameError) as caught:
                desk.check("a", f"guess {number}")
            codes.append(caught.value.code)
        assert codes == ["not_an_operator"] * 8 + ["too_many_tries"] * 992
        with pytest.raises(TooManyTries):
            desk.check("a too", token)
        desk.check("b", token)
        room.clock.move(61)
        desk.check("a", token)

    tell(tmp_path, story)


def test_a_network_is_kept_out_for_a_time(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        desk, admission, hands = desk_of(room)
        ann = await room.enter("ann")
        await room.enter("bob")
        deed = await desk.do(ask(ann.player))
        assert hands.hung_up == ["a"]
        with pytest.raises(AddressBanned):
            admission.enter("a")
        admission.enter("b")
        assert (deed.what, deed.whom, deed.until) == (BLOCK, ann.player, room.clock.now + 60)
        room.clock.move(61)
        admission.enter("a")

    tell(tmp_path, story)


def test_the_ban_of_a_network_is_lifted_by_undoing_it(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        desk, admission, _ = desk_of(room)
        ann = await room.enter("ann")
        deed = await desk.do(ask(ann.player, for_s=0.0))
        room.clock.move(1e9)
        assert "a" in admission.bans
        undone = await desk.undo("lee", deed.number)
        assert undone.what == "undo"
        admission.enter("a")

    tell(tmp_path, story)


def test_nobody_s_network_is_not_banned(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        desk, admission, hands = desk_of(room)
        ann = await room.enter("ann")
        room.lobby.leave("ann")
        for whom in (ann.player, "nobody", None):
            with pytest.raises(NotHere):
                await desk.do(ask(whom))
        again = await room.enter("ann", player=ann.player)
        with pytest.raises(UnknownReason):
            await desk.do(ask(again.player)._replace(why="?"))
        assert (len(admission.bans), hands.hung_up, await room.lobby.link.moderation.log()) == (0, [], [])

    tell(tmp_path, story)
