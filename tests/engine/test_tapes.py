"""Tapes of the arena: they are recorded while somebody asks, and nobody can be told from them."""

import json
from pathlib import Path

from clickgame.contract.tape import TapeRow
from clickgame.core.tape import Recording
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.engine.tapes import WANTED_S
from clickgame.gateway.tapes import text_of
from tests.engine.life import hear, join, tell
from tests.fakes import FakeClock


def test_a_tape_begins_when_it_is_first_asked_for(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        hear(engine, ann, 0, is_resume=True)
        clock.now += 1
        hear(engine, ann, 3)
        assert not (await link.learning.tape()).events
        clock.now += 2
        hear(engine, ann, 7)
        clock.now += 1
        tape = await link.learning.tape()
        assert [event[:1] + event[2:] for event in tape.events] == [(2.0, 4, 4)]
        assert tape.board == [TapeRow(1, 4)]

    tell(tmp_path / "data", story)


def test_nothing_is_recorded_once_nobody_asks(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        hear(engine, ann, 0, is_resume=True)
        arena = engine.game.arena("classic")
        await link.learning.tape()
        clock.now += WANTED_S
        hear(engine, ann, 1)
        assert isinstance(arena.throttle, Recording)
        clock.now += 1
        hear(engine, ann, 2)
        assert not isinstance(arena.throttle, Recording)

    tell(tmp_path / "data", story)


def test_seats_are_others_each_time(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, players = LocalLink(engine), [join(engine, f"token {number}") for number in range(30)]
        await link.learning.tape()
        for player in players:
            hear(engine, player, 0, is_resume=True)
            clock.now += 0.1
            hear(engine, player, 1)
        seats = [[event.seat for event in (await link.learning.tape()).events] for _ in range(3)]
        assert all(sorted(each) == list(range(1, 31)) for each in seats)
        assert len({tuple(each) for each in seats}) == 3

    tell(tmp_path / "data", story)


def test_a_program_is_told_no_handle_no_id_and_no_token(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "token of ann")
        engine.rename(ann, "Annabel")
        await link.learning.tape()
        hear(engine, ann, 0, is_resume=True, page="page of ann")
        clock.now += 2
        hear(engine, ann, 5, page="page of ann")
        text = text_of(await link.learning.tape())
        assert json.loads(text)["events"] == [[2.0, 1, 5, 5]]
        for secret in (ann, "Annabel", "ann", engine.game.player(ann).key, str(int(clock.now))):
            assert secret not in text

    tell(tmp_path / "data", story)


def test_of_many_messages_the_newest_are_kept(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        hear(engine, ann, 0, is_resume=True)
        await link.learning.tape()
        for count in range(1, 20):
            clock.now += 0.5
            hear(engine, ann, count)
        tape = await link.learning.tape()
        assert (len(tape.events), tape.events[0].at, tape.board) == (7, 0.0, [TapeRow(1, 7)])

    tell(tmp_path / "data", story, learn_tape_kept=7)
