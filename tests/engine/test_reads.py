"""What the engine tells those who only read: what is there, and a refusal for what is not."""

from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.calls import Count
from clickgame.contract.errors import UnknownArena, UnknownBoard, UnknownPlayer
from clickgame.contract.presence import Move
from clickgame.contract.reads import ArenaScore
from clickgame.core.arenas import ARENAS, BOARDS_SHOWN
from clickgame.core.periods import DAY_S
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.web.http.api.boards import lines_of
from tests.engine.life import files_of, hear, join, tell
from tests.fakes import FakeClock


def test_the_arenas_are_those_of_the_table_with_their_boards(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        assert [arena.name for arena in (await link.arenas())] == [kind.key for kind in ARENAS]
        for arena, kind in zip(await link.arenas(), ARENAS, strict=True):
            assert tuple(board.key for board in arena.boards) == kind.all_boards
            assert (arena.title, arena.text, arena.is_timed) == (kind.title, kind.text, kind.length_s > 0)
        link.attend([Move(join(engine, "ann"), "sprint", 1, 1)])
        assert {arena.name: arena.online for arena in (await link.arenas()) if arena.online} == {"sprint": 1}

    tell(tmp_path, story)


def test_an_arena_that_a_player_has_opened_is_found_by_its_name_alone(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        name: str = await answered(partial(link.open_arena, ann, "marathon", " Lunch   break "))
        assert name not in {arena.name for arena in (await link.arenas())}
        arena = await link.arena(name)
        assert (await link.arenas_of(ann)) == [arena]
        assert (arena.title, arena.run_s, arena.online) == ("Lunch break", 3600.0, 0)
        with pytest.raises(UnknownArena):
            await link.arena("nowhere")

    tell(tmp_path, story)


def test_a_profile_has_the_scores_of_the_arenas_that_were_played(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        assert (await link.profile(ann)).scores == []
        hear(engine, ann, 9, is_resume=True)
        clock.move(engine.settings.run_s)
        hear(engine, ann, 13)
        profile = await link.profile(ann)
        assert (profile.player, profile.handle) == (ann, engine.game.player(ann).handle)
        assert profile.scores == [ArenaScore("classic", "ever", score=4, best=9, total=13)]

    tell(tmp_path, story)


def test_a_profile_has_the_days_the_crowns_and_the_progress(tmp_path: Path) -> None:
    """Over a restart, and with a streak that is over."""

    async def first(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        for day in range(3):
            hear(engine, ann, 20 * (day + 1), is_resume=True)
            clock.move(DAY_S)
            await engine.sweep()

    async def second(engine: Engine, _clock: FakeClock) -> None:
        profile = await LocalLink(engine).profile(engine.arrive("ann", is_new=False).player)
        assert profile.days == {0: 20, 1: 20, 2: 20}
        won = [("week", 0), ("day", 2), ("day", 1), ("day", 0)]
        assert [(crown.period, crown.number) for crown in profile.crowns] == won
        assert (profile.streak, profile.until) == (3, 4)
        assert (profile.progress["fifty"], profile.progress["regular"]) == (20, 60)
        assert "habit" not in profile.progress

    tell(tmp_path, first, now=DAY_S / 2)
    tell(tmp_path, second, now=DAY_S * 5.5)


def test_an_arena_that_is_open_by_link_is_told_to_nobody_else(tmp_path: Path) -> None:
    """Its presses count, and its name stays with those who have it."""

    async def story(engine: Engine, clock: FakeClock) -> None:
        ann = join(engine, "ann")
        name = engine.open_arena(ann, "sprint", "Mine")
        engine.hear([Count(ann, name, "one", 5, 0, 60, is_resume=True)])
        clock.move(DAY_S)
        await engine.sweep()
        profile = await LocalLink(engine).profile(ann)
        assert (profile.total, profile.scores, profile.crowns, profile.days) == (5, [], [], {0: 5})
        assert name not in repr(profile)

    tell(tmp_path, story)


def test_the_lines_of_some_are_by_rank_and_pass_over_who_is_not_there(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        players = [join(engine, f"token {number}") for number in range(5)]
        for number, player in enumerate(players):
            hear(engine, player, 9 - number, is_resume=True)
        engine.board("classic", "live")
        lines = await answered(partial(link.lines, "classic", "live", [players[3], "nobody", players[1]]))
        assert [(player, rank, score) for player, rank, _, score in lines] == [(players[1], 2, 8), (players[3], 4, 6)]
        with pytest.raises(UnknownBoard):
            await answered(partial(link.lines, "classic", "moon", []))
        with pytest.raises(UnknownArena):
            await answered(partial(link.lines, "moon", "live", []))

    tell(tmp_path, story)


def test_the_lines_around_are_there_at_any_rank(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        players = [join(engine, f"token {number}") for number in range(5)]
        for number, player in enumerate(players):
            hear(engine, player, 9 - number, is_resume=True)
        await answered(partial(link.board, "classic", "live"))
        first = await link.around("classic", "live", players[0])
        assert (first.rank, [rank for _, rank, _, _ in first.neighbours]) == (1, [1, 2, 3])
        last = await link.around("classic", "live", players[4])
        assert (last.rank, [score for *_, score in last.neighbours]) == (5, [7, 6, 5])

    tell(tmp_path, story)


@pytest.mark.parametrize("board", BOARDS_SHOWN)
def test_a_board_is_whole_at_the_first_look_where_no_page_has_looked(tmp_path: Path, board: str) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        for number in range(20):
            hear(engine, join(engine, f"token {number}"), 1 + number, is_resume=True)
        assert len(lines_of(await answered(partial(LocalLink(engine).board, "classic", board)))) == 20

    tell(tmp_path, story)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        with pytest.raises(UnknownPlayer):
            await link.profile("nobody")
        with pytest.raises(UnknownPlayer):
            await link.around("classic", "live", "nobody")
        with pytest.raises(UnknownArena):
            await link.around("nowhere", "live", ann)
        with pytest.raises(UnknownBoard):
            await link.around("classic", "none", ann)

    tell(tmp_path, story)


def test_reading_writes_nothing_down(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link, ann = LocalLink(engine), join(engine, "ann")
        await engine.commit.written()
        before = files_of(tmp_path)
        assert await link.arenas()
        assert await link.profile(ann)
        assert await link.around("classic", "best", ann)
        assert not engine.commit._changes
        assert files_of(tmp_path) == before

    tell(tmp_path, story)
