"""What gateways know of banned networks comes together at the engine, for as long as the deed is in force."""

from collections.abc import Sequence
from math import inf
from pathlib import Path

import pytest

from clickgame.contract.errors import GameError
from clickgame.contract.facts import BlocksChanged, Fact, NetworkBanned
from clickgame.contract.moderation import BAN, BLOCK, Block
from clickgame.contract.refusals import NotHere
from clickgame.engine.blocks import ADDRESSES_EACH, BLOCKS_MOST
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from tests.engine.life import tell
from tests.engine.moderated import do, playing, undo
from tests.fakes import FakeClock


def share(link: LocalLink, *known: Block) -> Sequence[Block]:
    """Say what a gateway knows; give what it is answered."""
    given: list[Sequence[Block] | GameError] = []
    link.moderation.share_blocks(known, given.append)
    (answer,) = given
    assert not isinstance(answer, GameError)
    return answer


def told_of(facts: list[Fact]) -> Sequence[Fact]:
    """Give what was told of bans since the last time."""
    told = [fact for fact in facts if isinstance(fact, (NetworkBanned, BlocksChanged))]
    facts.clear()
    return told


def test_gateways_are_told_find_addresses_and_are_told_again_until_none_finds_more(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann, _ = playing(engine)
        facts: list[Fact] = []
        link.listen(facts.append)
        engine.present(joined=[ann])
        deed = await do(link, BLOCK, ann, for_s=60.0)
        assert told_of(facts) == [NetworkBanned(ann, deed.number)]
        assert share(link, Block(deed.number, ["a", "b"])) == [Block(deed.number, ["a", "b"], 60.0)]
        clock.move(20)
        assert share(link, Block(deed.number, ["b", "c"])) == [Block(deed.number, ["a", "b", "c"], 40.0)]
        await engine.commit.written()
        assert told_of(facts) == [BlocksChanged(1)] * 2
        share(link, Block(deed.number, ["a", "b", "c"]))
        await engine.commit.written()
        assert told_of(facts) == []
        clock.move(41)
        assert share(link, Block(deed.number, ["a"])) == []

    tell(tmp_path, story)


def test_what_is_undone_is_told_and_no_gateway_brings_it_back(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        facts: list[Fact] = []
        link.listen(facts.append)
        engine.present(joined=[ann])
        deed, ban = await do(link, BLOCK, ann, for_s=0.0), await do(link, BAN, bob)
        assert share(link, Block(deed.number, ["a"])) == [Block(deed.number, ["a"], inf)]
        await engine.commit.written()
        told_of(facts)
        await undo(link, ban.number)
        assert told_of(facts) == []
        await undo(link, deed.number)
        assert told_of(facts) == [BlocksChanged(0)]
        assert share(link, Block(deed.number, ["a"]), Block(ban.number, ["a"]), Block(99, ["a"])) == []

    tell(tmp_path, story)


def test_the_network_of_who_is_not_here_is_not_banned(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, _ = playing(engine)
        for whom in (ann, "nobody", None, [ann]):
            with pytest.raises(NotHere):
                await do(link, BLOCK, whom)
        assert await link.moderation.log() == []

    tell(tmp_path, story)


def test_another_engine_learns_of_them_from_the_gateways_and_no_file_has_an_address(tmp_path: Path) -> None:
    numbers: list[int] = []

    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, _ = playing(engine)
        engine.present(joined=[ann])
        numbers.append((await do(link, BLOCK, ann, for_s=0.0)).number)
        share(link, Block(numbers[0], ["10.11.12.13"]))

    async def later(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        assert share(link) == []
        assert share(link, Block(numbers[0], ["10.11.12.13"])) == [Block(numbers[0], ["10.11.12.13"], inf)]

    tell(tmp_path, story)
    tell(tmp_path, later)
    assert all(b"10.11.12.13" not in path.read_bytes() for path in tmp_path.iterdir())


def test_of_addresses_and_of_deeds_so_many_are_remembered(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, _ = playing(engine)
        engine.present(joined=[ann])
        deeds = [await do(link, BLOCK, ann, for_s=0.0) for _ in range(BLOCKS_MOST + 1)]
        many = [f"{number}" for number in range(ADDRESSES_EACH + 5)]
        (first,) = share(link, Block(deeds[0].number, many))
        assert first.addresses == many[:ADDRESSES_EACH]
        kept = share(link, *(Block(deed.number, ["a"]) for deed in deeds))
        assert [block.number for block in kept] == [deed.number for deed in deeds[1:]]

    tell(tmp_path, story)
