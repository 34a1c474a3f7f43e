"""A board for many readers: looked at so often, encoded once, and walked through without a gap whatever changes."""

import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickgame.contract.answers import answered
from clickgame.contract.boards import Board
from clickgame.web.http.api import boards
from clickgame.web.http.api.boards import PAGES_KEPT, Place, lines_of
from tests.gateway.board import read_board
from tests.web.http.api.reading import BOARD, Reading, read

BEST = Place("classic", "best")


def test_lines_are_read_as_the_page_reads_them(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        for number in range(30):
            game.join(f"Player {number}", 1 + number // 2)
            board = await answered(partial(game.link.board, *BEST))
            read_so = [tuple(line) for line in read_board(board.names, board.fresh, board.lines)]
            assert [(line.player, line.handle, line.rank, line.score) for line in lines_of(board)] == read_so

    read(tmp_path, story)


def test_an_empty_board_has_no_lines() -> None:
    assert lines_of(Board(1, 0, [], [], "", 0, 0, [])) == []


def test_a_board_is_looked_at_so_often_however_many_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(game: Reading) -> None:
        game.join("Ann", 5)
        looks: list[tuple[str, str]] = []
        board = game.link.board
        monkeypatch.setattr(game.link, "board", lambda *place: (looks.append(place), board(*place))[1])
        for _ in range(100):
            await game.get(BOARD)
            game.clock.move(0.01)
        assert len(looks) == 4

    read(tmp_path, story)


def test_a_part_of_a_version_is_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 5)
        encoded: list[object] = []
        encode = boards.encode
        monkeypatch.setattr(boards, "encode", lambda value: (encoded.append(value), encode(value))[1])
        for _ in range(20):
            await game.get(BOARD)
            game.clock.move(1)
        assert len(encoded) == 1
        game.press(ann, 6)
        await game.get(BOARD)
        assert len(encoded) == 2

    read(tmp_path, story)


def test_names_that_somebody_made_up_reach_no_board_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(game: Reading) -> None:
        looks: list[tuple[str, str]] = []
        monkeypatch.setattr(game.link, "board", lambda *place: looks.append(place))
        for number in range(50):
            await game.refusal(f"/api/v1/arenas/classic/boards/{number}")
            await game.refusal(f"/api/v1/arenas/{number}/boards/best")
        assert looks == []
        assert game.readers._reads.boards._newest == {}
        assert game.engine._views._views == {}

    read(tmp_path, story)


def test_of_encoded_parts_and_of_versions_a_bounded_number_is_kept(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        kept = game.readers._reads.boards
        players = [game.join(f"Player {number}", 1 + number) for number in range(30)]
        for number in range(20):
            game.press(players[0], 31 + number)
            for limit in range(1, 30):
                await game.get(f"{BOARD}?limit={limit}")
        assert len(kept._pages) == PAGES_KEPT
        assert len(kept._kept[BEST]) == 3

    read(tmp_path, story, api_boards_kept=3, api_per_s=100_000, api_burst=100_000)


Steps = st.lists(st.tuples(st.integers(1, 9), st.lists(st.tuples(st.integers(0, 24), st.integers(1, 20)), max_size=6)))


@given(Steps)
@settings(max_examples=60)
def test_a_walk_has_every_line_of_its_board_once_whatever_is_pressed_meanwhile(
    steps: list[tuple[int, list[tuple[int, int]]]],
) -> None:
    """Each step asks for another number of lines; between any two, players overtake each other and others join."""

    async def story(game: Reading) -> None:
        counts = [1 + 2 * number for number in range(25)]
        players = [game.join(f"Player {number}", count) for number, count in enumerate(counts)]
        whole = await game.get(BOARD)
        walked, query = list[object](), ""
        plan = iter(steps)
        while True:
            limit, presses = next(plan, (5, []))
            told = await game.get(f"{BOARD}?limit={limit}{query}")
            assert (told["epoch"], told["version"]) == (whole["epoch"], whole["version"])
            walked += told["rows"]
            if told["next"] is None:
                break
            query = f"&cursor={told['next']}"
            for number, more in presses:
                counts[number] += more
                game.press(players[number], counts[number])
            game.join(f"Newcomer {len(walked)}", 30)
        assert walked == whole["rows"]

    with tempfile.TemporaryDirectory() as folder:
        read(Path(folder), story)


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "1.2", "1.2.3.4", "-1.2.3", "1.1.%D9%A3", "9" * 5_000, "%00", "../..", "1.1.1%0A"],
)
def test_what_was_never_a_cursor_is_refused(tmp_path: Path, cursor: str) -> None:
    async def story(game: Reading) -> None:
        game.join("Ann", 5)
        await game.get(BOARD)
        assert await game.refusal(f"{BOARD}?cursor={cursor}") == (400, "cursor_invalid")

    read(tmp_path, story)


def test_a_cursor_beyond_its_board_is_refused(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        for number in range(4):
            game.join(f"Player {number}", 1 + number)
        epoch, version, _ = (await game.get(f"{BOARD}?limit=2"))["next"].split(".")
        for rank in (0, 4, 5, 999_999):
            assert await game.refusal(f"{BOARD}?cursor={epoch}.{version}.{rank}") == (400, "cursor_invalid")

    read(tmp_path, story)


def test_a_cursor_of_a_board_that_is_no_longer_kept_has_expired(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 5)
        game.join("Bob", 50)
        game.join("Cid", 50)
        first = (await game.get(f"{BOARD}?limit=1"))["next"]
        for presses in (6, 7):
            assert (await game.get(f"{BOARD}?limit=1&cursor={first}"))["next"]  # asking does not prolong it
            game.press(ann, presses)
            await game.get(f"{BOARD}?limit=1")
        assert await game.refusal(f"{BOARD}?cursor={first}") == (410, "cursor_expired")

        for cursor in ("1.99999.1", "9.1.1", "0.0.0"):
            assert await game.refusal(f"{BOARD}?cursor={cursor}") == (410, "cursor_expired")

    read(tmp_path, story, api_boards_kept=2)


def test_a_cursor_of_one_board_is_none_of_another(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        for number in range(3):
            game.join(f"Player {number}", 1 + number)
        cursor = (await game.get(f"{BOARD}?limit=1"))["next"]
        other = BOARD.replace("best", "live")
        await game.get(other)
        assert await game.refusal(f"{other}?cursor={cursor}") == (410, "cursor_expired")

    read(tmp_path, story)
