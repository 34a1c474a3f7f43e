"""A stream of a board: whole at once, again when it changes, bounded in number, and never kept for who doesn't read."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.answers import EngineAway
from tests.web.http.api.reading import BOARD, Listener, Reading, read

EVENTS = f"{BOARD}/events"
QUICK: dict[str, Any] = {"api_hz": 50.0}


def boards(listener: Listener) -> list[dict[str, Any]]:
    """Give the boards that have come."""
    lines = listener.text().splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


def test_the_whole_board_comes_at_once_and_again_when_it_changes(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 5)
        whole = await game.get(BOARD)
        listener = Listener(game, EVENTS)
        await listener.until(lambda: boards(listener))
        assert listener.text().startswith(
            f"retry: 3000\n\nevent: board\nid: {whole['epoch']}.{whole['version']}\ndata: "
        )
        assert listener.text().endswith("\n\n")
        assert boards(listener) == [whole]
        await asyncio.sleep(0.1)
        assert len(boards(listener)) == 1
        game.press(ann, 6)
        await listener.until(lambda: len(boards(listener)) == 2)
        assert boards(listener)[1]["rows"][0]["score"] == 6
        listener.go()
        await listener.task

    read(tmp_path, story, **QUICK)


def test_a_stream_may_be_of_the_first_lines_only(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        for number in range(5):
            game.join(f"Player {number}", 1 + number)
        listener = Listener(game, f"{EVENTS}?limit=2")
        await listener.until(lambda: boards(listener))
        assert [row["score"] for row in boards(listener)[0]["rows"]] == [5, 4]
        listener.go()
        await listener.task

    read(tmp_path, story, **QUICK)


def test_a_stream_ends_where_the_board_cannot_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(game: Reading) -> None:
        game.join("Ann", 5)
        listener = Listener(game, EVENTS)
        await listener.until(lambda: boards(listener))
        monkeypatch.setattr(game.link, "board", lambda _arena, _board, then: then(EngineAway()))
        game.clock.move(60)
        await listener.task

    read(tmp_path, story, **QUICK)


def test_no_more_boards_come_in_a_second_than_the_settings_say(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 1)
        listener = Listener(game, EVENTS)
        began = time.monotonic()
        for presses in range(2, 62):
            game.press(ann, presses)
            await asyncio.sleep(0.01)
        assert 3 <= len(boards(listener)) <= 2 + 10 * (time.monotonic() - began)
        listener.go()
        await listener.task

    read(tmp_path, story, api_hz=10.0)


def test_a_board_that_does_not_change_is_kept_alive(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        game.readers.streams.keep_alive_s = 0.05
        listener = Listener(game, EVENTS)
        await listener.until(lambda: listener.text().count("\n\n: nothing has changed\n\n") > 1)
        assert len(boards(listener)) == 1
        listener.go()
        await listener.task

    read(tmp_path, story, **QUICK)


def test_one_address_may_have_a_few_and_all_together_some_more(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        listeners = [Listener(game, EVENTS, of=of) for of in ("10.0.0.1", "10.0.0.1", "10.0.0.2")]
        await asyncio.sleep(0.02)
        assert await game.refusal(EVENTS) == (429, "too_many_streams")
        assert (await game.ask(EVENTS)).headers["retry-after"] == "3"
        assert (await game.ask(BOARD)).status_code == 200
        listeners += [Listener(game, EVENTS, of="10.0.0.3")]
        await asyncio.sleep(0.02)
        assert await game.refusal(EVENTS, of="10.0.0.4") == (503, "streams_full")
        assert len(game.readers.streams) == 4
        for listener in listeners:
            listener.go()
            await listener.task
        assert len(game.readers.streams) == 0
        assert game.readers.streams._open == {}

    read(tmp_path, story, api_streams=4, api_streams_each=2, **QUICK)


def test_of_a_thousand_that_come_at_once_a_bounded_number_is_open(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        listeners = [
            Listener(game, EVENTS, of=f"10.0.{number // 4 // 256}.{number // 4 % 256}") for number in range(1_000)
        ]
        await asyncio.sleep(0.1)
        assert len(game.readers.streams) == 100
        assert sorted({listener.status for listener in listeners}) == [200, 503]
        assert [listener.status for listener in listeners].count(200) == 100
        for listener in listeners:
            listener.go()
            await listener.task
        assert len(game.readers.streams) == 0

    read(tmp_path, story)


def test_what_changes_while_a_reader_is_slow_is_skipped(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 1)
        listener = Listener(game, EVENTS)
        await listener.until(lambda: boards(listener))
        listener.takes.clear()
        for presses in range(2, 30):
            game.press(ann, presses)
            await asyncio.sleep(0.02)
        listener.takes.set()
        await listener.until(lambda: boards(listener)[-1]["rows"][0]["score"] == 29)
        assert len(boards(listener)) <= 3
        listener.go()
        await listener.task

    read(tmp_path, story, **QUICK)


def test_a_reader_who_stays_slow_is_hung_up_on(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 1)
        game.readers.streams.slow_s = 0.1
        listener = Listener(game, EVENTS)
        await listener.until(lambda: boards(listener))
        listener.takes.clear()
        game.press(ann, 2)
        await listener.until(listener.task.done)
        assert listener.is_aborted
        assert len(game.readers.streams) == 0

    read(tmp_path, story, **QUICK)


def test_a_stop_ends_every_stream_and_no_other_begins(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        listeners = [Listener(game, EVENTS) for _ in range(3)]
        await asyncio.sleep(0.02)
        game.readers.streams.close()
        await asyncio.wait_for(asyncio.gather(*(listener.task for listener in listeners)), 1)
        assert all(listener.is_ended and not listener.is_aborted for listener in listeners)
        assert await game.refusal(EVENTS) == (503, "streams_full")

    read(tmp_path, story, **QUICK)


def test_streams_of_one_board_encode_it_once(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 5)
        listeners = [Listener(game, EVENTS) for _ in range(4)]
        game.press(ann, 6)
        for listener in listeners:
            await listener.until(lambda of=listener: boards(of) and boards(of)[-1]["rows"][0]["score"] == 6)
        assert len(game.readers._reads.boards._pages) <= 2
        for listener in listeners:
            listener.go()
            await listener.task

    read(tmp_path, story, **QUICK)
