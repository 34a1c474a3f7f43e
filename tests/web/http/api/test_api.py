"""What the API answers: the game as its pages show it, whatever is wrong as a problem, and nothing more."""

import json
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.presence import Move
from clickgame.core.arenas import ARENAS, BOARDS_SHOWN
from clickgame.core.periods import DAY_S, PERIODS
from clickgame.web.http.api import answers
from tests.web.http.api.reading import BOARD, Reading, read

GARBAGE = ["", "*", "W/", '"', "\\", "x" * 2_000, '"a" "b", W/"', '""', "'; --", "%00"]


def test_the_arenas_are_those_that_there_are(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        game.link.attend([Move(game.join(name), "classic", 1, 1) for name in ("Ann", "Bob")])
        arenas = (await game.get("/api/v1/arenas"))["arenas"]
        assert [(arena["arena"], arena["title"]) for arena in arenas] == [(kind.key, kind.title) for kind in ARENAS]
        arena = arenas[0]
        assert (arena["arena"], arena["season"], arena["online"]) == ("classic", "ever", 2)
        assert tuple(board["board"] for board in arena["boards"]) == ARENAS[0].all_boards
        assert [period["period"] for period in arena["periods"]] == [period.key for period in PERIODS]

    read(tmp_path, story)


@pytest.mark.parametrize("board", BOARDS_SHOWN)
def test_every_board_of_the_table_can_be_read(tmp_path: Path, board: str) -> None:
    async def story(game: Reading) -> None:
        ann, bob = game.join("Ann", 5), game.join("Bob", 9)
        told = await game.get(f"/api/v1/arenas/classic/boards/{board}")
        assert told["rows"] == [
            {"rank": 1, "player": bob, "handle": "Bob", "score": 9},
            {"rank": 2, "player": ann, "handle": "Ann", "score": 5},
        ]
        assert (told["total"], told["places"], told["next"], told["epoch"]) == (14, 2, None, game.engine.epoch)

    read(tmp_path, story)


def test_a_standing_has_two_lines_on_each_side_wherever_it_is(tmp_path: Path) -> None:
    """Within the lines that pages show, and beyond them."""

    async def story(game: Reading) -> None:
        players = [game.join(f"Player {number}", 40 - number) for number in range(12)]
        for rank in (1, 3, 9, 12):
            told = await game.get(f"{BOARD}/players/{players[rank - 1]}")
            assert told["rank"] == rank
            assert [line["rank"] for line in told["lines"]] == list(range(max(1, rank - 2), min(12, rank + 2) + 1))

    read(tmp_path, story, board_rows=5)


def test_who_never_pressed_has_no_rank(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        guest = game.join("Newcomer")
        told = await game.get(f"{BOARD}/players/{guest}")
        assert (told["rank"], told["lines"]) == (None, [])

    read(tmp_path, story)


def test_days_that_are_over_can_be_walked_through(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann, path = game.join("Ann"), "/api/v1/arenas/classic/seasons/day"
        assert (await game.get(path))["seasons"] == []
        for day in range(1, 6):
            game.press(ann, day)
            game.clock.move(DAY_S)
        game.engine.turn()
        walked, query = list[Any](), ""
        while query is not None:
            told = await game.get(f"{path}?limit=2{query}")
            walked += told["seasons"]
            query = told["next"] and f"&cursor={told['next']}"
        assert [season["first"] for season in walked] == [f"1970-01-0{day}" for day in (5, 4, 3, 2, 1)]
        row = {"rank": 1, "player": ann, "handle": "Ann", "score": 1}
        day = {"number": 4, "first": "1970-01-05", "last": "1970-01-05", "players": 1, "presses": 1, "rows": [row]}
        assert walked[0] == day
        assert len((await game.get(path))["seasons"]) == 5
        (week,) = (await game.get("/api/v1/arenas/classic/seasons/week"))["seasons"]
        assert (week["first"], week["last"], week["presses"]) == ("1969-12-29", "1970-01-04", 4)

    read(tmp_path, story)


@pytest.mark.parametrize("cursor", ["", "x", "-1", "1.5", "9" * 7, "%D9%A5"])
def test_a_cursor_of_seasons_is_a_number(tmp_path: Path, cursor: str) -> None:
    async def story(game: Reading) -> None:
        asked = f"/api/v1/arenas/classic/seasons/day?cursor={cursor}"
        assert await game.refusal(asked) == (400, "cursor_invalid")

    read(tmp_path, story)


def test_presence_counts_players(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        game.link.present(joined=[game.join("Ann", 5)])
        game.join("Bob")
        assert await game.get("/api/v1/presence") == {"online": 1, "players": 2, "presses": 5}

    read(tmp_path, story)


def test_nothing_secret_is_told_and_nobody_is_made(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 5)
        key = game.engine.game.player(ann).key
        for path in ("arenas", "presence", f"players/{ann}", "arenas/classic/boards/best", "openapi.json"):
            answer = await game.ask(f"/api/v1/{path}")
            assert answer.status_code == 200
            assert "set-cookie" not in answer.headers
            assert key not in answer.text
            assert "token of" not in answer.text
            assert not {"key", "token", "seen_at", "held_until"} & set(answer.json())
        assert len(game.engine.game.roster.players) == 1

    read(tmp_path, story)


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 5)
        first = await game.ask(BOARD)
        assert first.headers["cache-control"] == "public, max-age=1"
        tag = first.headers["etag"]
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = await game.ask(BOARD, if_none_match=known)
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        game.press(ann, 6)
        assert (await game.ask(BOARD, if_none_match=tag)).status_code == 200

    read(tmp_path, story)


@pytest.mark.parametrize("known", [each for each in GARBAGE if each != "*"])
def test_a_tag_that_is_none_of_ours_gets_the_whole_answer(tmp_path: Path, known: str) -> None:
    async def story(game: Reading) -> None:
        assert (await game.ask(BOARD, if_none_match=known)).status_code == 200

    read(tmp_path, story)


def test_head_tells_what_get_would(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        for path in (BOARD, "/api/v1/arenas", "/api/v1/nothing"):
            whole, head = await game.ask(path), await game.ask(path, "HEAD")
            assert (head.status_code, head.content) == (whole.status_code, b"")
            assert dict(head.headers) == dict(whole.headers)
        assert (await game.ask(f"{BOARD}/events", "HEAD")).headers["content-type"].startswith("text/event-stream")
        assert len(game.readers.streams) == 0

    read(tmp_path, story)


def test_any_site_may_read(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        for path in (BOARD, "/api/v1/nothing"):
            answer = await game.ask(path, origin="https://other.example")
            assert answer.headers["access-control-allow-origin"] == "*"
        asked = await game.ask(BOARD, "OPTIONS", origin="https://other.example", access_control_request_method="GET")
        assert asked.status_code == 204
        assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"

    read(tmp_path, story)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_nothing_can_be_changed(tmp_path: Path, method: str) -> None:
    async def story(game: Reading) -> None:
        assert await game.refusal(BOARD, method=method) == (405, "method_not_allowed")
        assert (await game.ask(BOARD, method)).headers["allow"] == "GET, HEAD, OPTIONS"

    read(tmp_path, story)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api", "unknown_path"),
        ("/api/", "unknown_path"),
        ("/api/v1", "unknown_path"),
        ("/api/v2/arenas", "unknown_path"),
        ("/api/v1/arenas/", "unknown_path"),
        ("/api/v1/arenas/../../etc/passwd", "unknown_path"),
        ("/api/v1/arenas/..%2F..%2Fetc/boards/best", "unknown_path"),
        ("/api/v1/arenas/..%5C../boards/best", "unknown_arena"),
        ("/api/v1/arenas/none/boards/best", "unknown_arena"),
        ("/api/v1/arenas/classic/boards/none", "unknown_board"),
        ("/api/v1/arenas/none/seasons/day", "unknown_arena"),
        ("/api/v1/arenas/classic/seasons/year", "unknown_period"),
        ("/api/v1/arenas/classic/boards/best%00", "unknown_board"),
        ("/api/v1/arenas/classic/boards/none/events", "unknown_board"),
        ("/api/v1/arenas/classic/boards/b%C3%A9st", "unknown_board"),
        ("/api/v1/arenas/classic/boards/best/players/none", "unknown_player"),
        ("/api/v1/arenas/classic/boards/none/players/none", "unknown_board"),
        ("/api/v1/players/%F0%9F%A6%8A", "unknown_player"),
        ("/api/v1/players/" + "x" * 5_000, "unknown_player"),
        ("/api/v1/players/%0A%0D", "unknown_player"),
    ],
)
def test_what_is_not_there_is_a_problem(tmp_path: Path, path: str, code: str) -> None:
    async def story(game: Reading) -> None:
        assert await game.refusal(path) == (404, code)

    read(tmp_path, story)


@pytest.mark.parametrize(
    "limit", ["0", "-1", "101", "9" * 400, "1.0", "1e2", "", " 5", "+5", "%D9%A5", "0x5", "NaN", "5&limit=6"]
)
def test_a_limit_is_a_number_in_the_allowed_range(tmp_path: Path, limit: str) -> None:
    async def story(game: Reading) -> None:
        assert await game.refusal(f"{BOARD}?limit={limit}") == (400, "limit_invalid")
        assert await game.refusal(f"{BOARD}/events?limit={limit}") == (400, "limit_invalid")

    read(tmp_path, story)


def test_a_query_of_thousands_is_refused_and_what_nobody_knows_does_no_harm(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        assert await game.refusal(f"{BOARD}?" + "a=1&" * 5_000) == (400, "query_invalid")
        assert (await game.ask(f"{BOARD}?callback=alert(1)&%FF=%C3")).status_code == 200
        assert (await game.ask("/api/v1/presence?limit=none")).status_code == 200

    read(tmp_path, story)


def test_a_fault_of_ours_is_a_problem_and_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(game: Reading) -> None:
        def fail() -> dict[str, object]:
            raise ZeroDivisionError("a secret")

        monkeypatch.setattr(game.link, "health", fail)
        answer = await game.ask("/api/v1/presence")
        assert (answer.status_code, answer.json()["code"]) == (500, "fault")
        assert "secret" not in answer.text
        assert "ZeroDivisionError" in caplog.text

    read(tmp_path, story)


def test_who_asks_too_often_is_told_how_long_to_wait(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        statuses = [(await game.ask("/api/v1/presence")).status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        answer = await game.ask("/api/v1/nothing")
        assert (answer.json()["code"], answer.headers["retry-after"]) == ("too_many_requests", "2")
        assert (await game.ask("/api/v1/presence", of="10.0.0.2")).status_code == 200
        game.clock.move(2)
        assert (await game.ask("/api/v1/presence")).status_code == 200

    read(tmp_path, story, api_per_s=0.5, api_burst=3)


@pytest.mark.parametrize("path", ["/", "/about", "/apiary", "/health", "//api/v1/arenas"])
def test_what_is_not_ours_is_left_to_the_application_behind(tmp_path: Path, path: str) -> None:
    async def story(game: Reading) -> None:
        assert (await game.ask(f"http://test{path}")).text == "the pages"

    read(tmp_path, story)


def test_an_answer_is_short_and_says_letters_as_they_are(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Zoë Ångström", 1)
        answer = await game.ask(f"/api/v1/players/{ann}")
        assert "Zoë Ångström" in answer.text
        assert answer.content == answers.encode(json.loads(answer.text)).body

    read(tmp_path, story)
