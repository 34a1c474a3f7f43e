"""What players report is taken once, counted, bounded, and refused where it makes no sense."""

from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import UnknownArena, UnknownPlayer
from clickgame.contract.moderation import DISMISS, RETITLE
from clickgame.contract.refusals import (
    ReportedAlready,
    ReportOfOneself,
    TooManyReports,
    UnknownReason,
)
from clickgame.engine.engine import Engine
from tests.engine.life import join, tell
from tests.engine.moderated import do, playing, report
from tests.fakes import FakeClock


def test_reports_are_taken_counted_and_dealt_with(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        arena = await answered(partial(link.open_arena, ann, "sprint", "Rude"))
        eve = join(engine, "eve")
        assert await report(link, bob, ann) == ann
        await report(link, eve, ann, "machine")
        await report(link, bob, arena, "advert", of="arena")
        first, second = await link.moderation.reported()
        assert (first.target, first.name, first.reports) == (ann, engine.game.player(ann).handle, 2)
        assert (second.target, second.name, second.reasons) == (arena, "Rude", {"advert": 1})
        clock.move(1)
        await do(link, DISMISS, ann)
        await do(link, RETITLE, arena)
        assert (await link.moderation.reported()) == []
        assert (await link.arena(arena)).title == "Sprint"

    tell(tmp_path, story)


def test_a_report_that_makes_no_sense_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        arena = await answered(partial(link.open_arena, ann, "sprint", "Mine"))
        await report(link, bob, ann)
        before = engine.game.state()
        for why, by, of, target, reason in (
            (ReportedAlready, bob, "player", ann, "name"),
            (ReportOfOneself, ann, "player", ann, "name"),
            (ReportOfOneself, ann, "arena", arena, "name"),
            (UnknownPlayer, "nobody", "player", ann, "name"),
            (UnknownPlayer, ann, "player", "nobody", "name"),
            (UnknownPlayer, ann, "player", ["x"], "name"),
            (UnknownPlayer, ann, "planet", arena, "name"),
            (UnknownArena, bob, "arena", "classic", "name"),
            (UnknownArena, bob, "arena", None, "name"),
            (UnknownReason, ann, "player", bob, "he is rude"),
            (UnknownReason, ann, "player", bob, 7),
            (UnknownReason, bob, "arena", arena, "machine"),
        ):
            with pytest.raises(why):
                await report(link, by, target, reason, of=of)
        assert engine.game.state() == before

    tell(tmp_path, story)


def test_a_flood_of_reports_is_cut_off(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann, _ = playing(engine)
        others = [join(engine, str(number)) for number in range(9)]
        taken = 0
        for other in others:
            try:
                await report(link, ann, other)
                taken += 1
            except TooManyReports:
                pass
        assert taken == len(engine.game.moderation.reports) == 3
        clock.move(3_600)
        await report(link, ann, others[-1])

    tell(tmp_path, story, reports_per_h=3)
