"""Moderation at the engine: on record before it is told, survives a kill, and costs nobody else a press."""

from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.calls import Count
from clickgame.contract.errors import HandleTaken, UnknownPlayer
from clickgame.contract.facts import FeedChanged, HandleChanged, Outcome, SanctionsChanged
from clickgame.contract.feed import FeedAsk, FeedEntry
from clickgame.contract.moderation import BAN, HIDE, RENAME, UNRANK, Sanction
from clickgame.contract.presence import Move
from clickgame.contract.refusals import (
    Banned,
    NothingToUndo,
    RenameBarred,
    UnknownDeed,
)
from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.engine.moderation import expire
from tests.engine.life import join, tell
from tests.engine.moderated import do, hear_by, playing, report, undo
from tests.fakes import FakeClock


def test_a_banned_player_s_presses_are_refused_with_the_reason_and_nobody_else_s(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        await do(link, BAN, ann, why="machine", for_s=60)
        counts = [Count(ann, "classic", "one", 20), Count(bob, "classic", "one", 6), Count(ann, "classic", "one", 21)]
        first, other, last = await hear_by(link, *counts)
        assert isinstance(first, Banned)
        assert isinstance(last, Banned)
        assert isinstance(other, Outcome)
        assert other.score == 6
        assert first.code == "banned"
        assert first.text.startswith("Your presses do not count until 00:17 UTC on 1 January. Whoever runs the game")
        assert "presses that look like a machine's" in first.text
        assert engine.game.arena("classic").scores[ann].score == 9
        clock.move(61)
        (outcome,) = await hear_by(link, Count(ann, "classic", "one", 24))
        assert isinstance(outcome, Outcome)
        assert (outcome.credited, outcome.score) == (3, 12), "what was pressed during the ban never counts"

    tell(tmp_path, story)


def test_what_a_newcomer_presses_while_banned_never_counts_either(tmp_path: Path) -> None:
    """Somebody who was banned before any page was introduced: nothing is known of the arena's score yet."""
    players: list[str] = []

    async def before(engine: Engine, clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        players.append(ann)
        await do(link, BAN, ann, for_s=60)
        (refused,) = await hear_by(link, Count(ann, "classic", "one", 20, 0, 30, is_resume=True))
        assert isinstance(refused, Banned)
        clock.move(30)
        await hear_by(link, Count(ann, "classic", "one", 30))

    async def after(engine: Engine, clock: FakeClock) -> None:
        clock.move(61)
        (outcome,) = await hear_by(LocalLink(engine), Count(players[0], "classic", "one", 32, 0, 120, is_resume=True))
        assert isinstance(outcome, Outcome)
        assert (outcome.credited, outcome.acked) == (2, 32)

    tell(tmp_path, before)
    tell(tmp_path, after)


def test_a_ban_is_there_from_the_first_press_after_a_kill_and_so_is_what_it_passed_over(tmp_path: Path) -> None:
    players: list[str] = []

    async def before(engine: Engine, _clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        players.extend((ann, bob))
        await do(link, BAN, ann, for_s=0)
        await do(link, UNRANK, bob)
        await report(link, bob, ann)
        await hear_by(link, Count(ann, "classic", "one", 20))

    async def after(engine: Engine, _clock: FakeClock) -> None:
        ann, bob = players
        link = LocalLink(engine)
        (refused,) = await hear_by(link, Count(ann, "classic", "one", 21))
        assert isinstance(refused, Banned)
        assert " until " not in refused.text
        assert {deed.what for deed in (await link.moderation.in_force())} == {BAN, UNRANK}
        assert [row.player for row in engine.game.rows("classic", "live", count=9)] == [ann]
        await answered(partial(link.moderation.undo_all, "lee", ann))
        (outcome,) = await hear_by(link, Count(ann, "classic", "one", 22))
        assert isinstance(outcome, Outcome)
        assert outcome.credited == 1
        assert link.moderation.hear == engine.hear, "nobody is looked for any more"
        assert bob in engine.game.roster.off

    tell(tmp_path, before)
    tell(tmp_path, after)


def test_a_banned_page_that_says_nonsense_changes_nothing(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, _ = playing(engine)
        await do(link, BAN, ann)
        before = engine.game.arena("classic").scores[ann]
        pages = dict(before.pages)
        nonsense = [("nowhere", "one", 9), ("classic", "two", 9), ("classic", "one", 3), ("classic", "one", "9")]
        for arena, page, presses in (*nonsense, ("classic", ["one"], 9), ("classic", "one", 1 << 60)):
            (refused,) = await hear_by(link, Count(ann, arena, page, presses))
            assert isinstance(refused, Banned)
        assert engine.game.arena("classic").scores[ann].pages == pages

    tell(tmp_path, story)


def test_whoever_is_banned_does_nothing_else_either(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        await do(link, BAN, ann)
        for ask in (
            partial(link.rename, ann, "Queen"),
            partial(link.open_arena, ann, "sprint", "Mine"),
            partial(link.react, ann, 1, "wow"),
            partial(link.moderation.report, ann, "player", bob, "name"),
        ):
            with pytest.raises(Banned):
                await answered(ask)
        assert engine.game.player(ann).handle != "Queen"

    tell(tmp_path, story)


def test_who_was_renamed_may_not_rename_until_that_is_over(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        facts: list[object] = []
        link, ann, _ = playing(engine)
        await engine.commit.written()
        engine.listen(facts.append)
        deed = await do(link, RENAME, ann, for_s=60)
        assert facts == [
            HandleChanged(ann, deed.after),
            SanctionsChanged(ann, Sanction(RENAME, "name", clock.now + 60)),
        ]
        with pytest.raises(RenameBarred):
            await answered(partial(link.rename, ann, "Queen"))
        clock.move(60)
        assert await answered(partial(link.rename, ann, "Queen")) == "Queen"

    tell(tmp_path, story)


def test_a_sanction_whose_time_is_over_ends_by_itself(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        facts: list[object] = []
        link, ann, bob = playing(engine)
        await do(link, HIDE, ann, for_s=60)
        engine.listen(facts.append)
        await expire(engine)
        assert not facts
        clock.move(60)
        await expire(engine)
        await engine.commit.written()
        assert facts == [SanctionsChanged(ann, None)]
        assert [line[0] for line in (await answered(partial(link.lines, "classic", "live", [ann, bob])))] == []
        engine.board("classic", "live")
        assert [line[0] for line in (await answered(partial(link.lines, "classic", "live", [ann, bob])))] == [ann, bob]

    tell(tmp_path, story)


def test_the_feed_is_told_anew_of_who_is_hidden_renamed_or_shown_again(tmp_path: Path) -> None:
    """The newest first; a hidden one as a number alone, and again when the time is over."""

    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        for subject in ("warm", "habit", "century"):
            engine.feed.reached(ann, subject)
        engine.feed.reached(bob, "warm")
        await engine.commit.written()
        engine.feed.react(ann, 4, "wow")
        await engine.commit.written()
        told: list[FeedEntry] = []
        engine.listen(lambda fact: told.append(fact.entry) if isinstance(fact, FeedChanged) else None)

        def what_was_told() -> list[tuple[int, str, bool]]:
            entries = [(entry.number, entry.handle, entry.is_hidden) for entry in told]
            told.clear()
            return entries

        renamed = await do(link, RENAME, ann)
        assert what_was_told() == [(number, renamed.after, False) for number in (3, 2, 1)]
        await do(link, HIDE, ann, for_s=60)
        assert what_was_told() == [(number, "", True) for number in (3, 2, 1)]
        clock.move(60)
        await expire(engine)
        await engine.commit.written()
        assert what_was_told() == [(number, renamed.after, False) for number in (3, 2, 1)]

    tell(tmp_path, story, feed_per_s=100.0)


def test_who_is_hidden_is_not_in_the_feed_among_the_people_in_seasons_or_a_ghost(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        rows = (SeasonRow(ann, "Rude", 9), SeasonRow(bob, "Bob", 5))
        engine.game.put_closed(ClosedSeason("classic", "day", -1, 2, 14, rows))
        link.attend([Move(ann, "classic", 1, 1), Move(bob, "classic", 1, 1)])
        engine.feed.reached(ann, "warm")
        engine.feed.reached(bob, "warm")
        await engine.commit.written()
        assert len((await link.feed(FeedAsk())).entries) == 2
        deed = await do(link, HIDE, ann)
        engine.feed.reached(ann, "habit")
        assert [entry.player for entry in (await link.feed(FeedAsk())).entries] == [bob]
        people = await link.people("classic")
        assert bob in people.who
        assert ann not in people.who
        assert (await link.seasons("classic", "day"))[0].rows == rows[1:]
        await undo(link, deed.number)
        assert len((await link.feed(FeedAsk())).entries) == 2
        assert ann in (await link.people("classic")).who
        assert (await link.seasons("classic", "day"))[0].rows == rows
        renamed = await do(link, RENAME, ann)
        assert (await link.seasons("classic", "day"))[0].rows[0] == SeasonRow(ann, renamed.after, 9)

    tell(tmp_path, story)


def test_what_cannot_be_done_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        handle = engine.game.player(ann).handle
        deed = await do(link, RENAME, ann)
        await answered(partial(link.rename, bob, handle))
        before = engine.game.state()
        for refusal, ask in (
            (UnknownDeed, partial(do, link, "erase", ann)),
            (UnknownPlayer, partial(do, link, BAN, "nobody")),
            (HandleTaken, partial(undo, link, deed.number)),
            (UnknownDeed, partial(undo, link, 99)),
            (NothingToUndo, lambda: answered(partial(link.moderation.undo_all, "kim", bob))),
        ):
            with pytest.raises(refusal):
                await ask()
        assert engine.game.state() == before

    tell(tmp_path, story)


def test_an_operator_finds_players_and_reads_what_was_done(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        engine.present(joined=[ann])
        deed = await do(link, HIDE, ann, why="impostor")
        clock.move(1)
        await report(link, bob, ann)
        (found,) = await link.moderation.find(f" {ann} ")
        assert (found.player, found.total, found.best, found.is_here, found.reports) == (ann, 9, 9, True, 1)
        assert found.in_force == [deed]
        handle = engine.game.player(bob).handle
        assert [each.player for each in (await link.moderation.find(handle.upper()[:9])) if each.handle == handle] == [
            bob
        ]
        assert (await link.moderation.find("  ")) == (await link.moderation.find("zz zz")) == []
        undone = await undo(link, deed.number)
        assert [each.number for each in (await link.moderation.log())] == [undone.number, deed.number]
        assert [each.undone_by for each in (await link.moderation.log(ann))] == [0, undone.number]
        assert (await link.moderation.log(bob)) == []

    tell(tmp_path, story)


def test_a_guest_who_is_forgotten_is_named_no_more(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        guest = join(engine, "guest")
        await do(link, HIDE, guest)
        await report(link, join(engine, "bob"), guest)
        engine.game.forget(guest)
        assert (await link.moderation.log()) == (await link.moderation.reported()) == []

    tell(tmp_path, story)
