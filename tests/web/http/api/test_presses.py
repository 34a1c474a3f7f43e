"""Pressing by a program: exactly once, under the throttle, by a key; and whatever else is sent is a problem."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from clickgame.contract.answers import answered
from clickgame.contract.moderation import BAN
from clickgame.engine import choices
from clickgame.web.http.api.presses import BODY_LONGEST
from tests.engine.moderated import do
from tests.web.http.api.reading import Reading, read

BOTS = "/api/v1/arenas/bots/presses"
KEY = "0123456789abcdef0123456789abcdef"


async def send(
    game: Reading,
    body: object,
    *,
    path: str = BOTS,
    key: str = KEY,
    kind: str = "application/json",
    method: str = "POST",
) -> httpx.Response:
    """Send *body* as a program does."""
    transport = httpx.ASGITransport(game.app, client=("10.0.0.1", 5000))
    headers = {"authorization": f"Bearer {key}", "content-type": kind}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, headers=headers, content=content)


async def press(game: Reading, presses: int, **more: Any) -> dict[str, Any]:
    """Press, which must be taken; give what is answered."""
    answer = await send(game, {"page": "robot", "presses": presses, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def robot(game: Reading) -> str:
    """Let somebody in whose programs have the key; give the id."""
    player = game.join("Otter")
    choices.change_program(game.engine, player, KEY)
    return player


def test_a_count_that_is_sent_again_is_credited_once(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        player = robot(game)
        told = [await press(game, presses, age_s=30) for presses in (5, 5, 9, 9)]
        assert [each["credited"] for each in told] == [5, 0, 4, 0]
        assert (told[-1]["player"], told[-1]["score"], told[-1]["total"], told[-1]["acked"]) == (player, 9, 9, 9)
        board = await game.get("/api/v1/arenas/bots/boards/live")
        assert [(row["player"], row["score"]) for row in board["rows"]] == [(player, 9)]
        assert (await send(game, {"page": "robot", "presses": 3})).json()["code"] == "count_decreased"

    read(tmp_path, story)


def test_the_throttle_is_the_one_that_people_have(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        robot(game)
        await press(game, 1, age_s=60)
        told = await press(game, 100_000)
        assert told["credited"] < 2_000
        assert told["held_s"] > 0
        assert (await press(game, 100_100))["credited"] == 0

    read(tmp_path, story)


def test_it_outlives_a_restart_and_so_does_the_key(tmp_path: Path) -> None:
    async def before(game: Reading) -> None:
        robot(game)
        await press(game, 7, age_s=60)

    async def after(game: Reading) -> None:
        assert (await press(game, 7))["credited"] == 0
        assert (await press(game, 8))["score"] == 8

    read(tmp_path, before)
    read(tmp_path, after)
    assert all(KEY.encode() not in path.read_bytes() for path in tmp_path.iterdir() if path.is_file())


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"", (400, "body_invalid")),
        (b"\xff", (400, "body_invalid")),
        (b"[" * 900, (400, "body_invalid")),
        ([], (400, "body_invalid")),
        ({"presses": 1}, (400, "body_invalid")),
        ({"page": "robot"}, (400, "body_invalid")),
        ({"page": "robot", "presses": 1, "player": "somebody"}, (400, "body_invalid")),
        ({"page": "robot", "presses": -1}, (400, "count_invalid")),
        ({"page": "robot", "presses": "9"}, (400, "count_invalid")),
        ({"page": "robot", "presses": 1.5}, (400, "count_invalid")),
        ({"page": "robot", "presses": True}, (400, "count_invalid")),
        ({"page": "robot", "presses": 10**12}, (400, "count_too_large")),
        ({"page": "", "presses": 1}, (400, "unknown_page")),
        ({"page": "x" * 41, "presses": 1}, (400, "unknown_page")),
        ({"page": ["robot"], "presses": 1}, (400, "unknown_page")),
        ({"page": "robot", "presses": 1, "acked": 2}, (409, "count_decreased")),
        ({"page": "robot", "presses": 1, "acked": "2"}, (400, "count_invalid")),
        ({"page": "robot", "presses": 1, "age_s": -1}, (400, "age_invalid")),
        ({"page": "robot", "presses": 1, "age_s": None}, (400, "age_invalid")),
        (b" " * (BODY_LONGEST + 1), (413, "body_too_large")),
    ],
)
def test_what_makes_no_sense_is_a_problem_and_changes_nothing(
    tmp_path: Path, body: object, refusal: tuple[int, str]
) -> None:
    async def story(game: Reading) -> None:
        robot(game)
        before = game.engine.game.state()
        answer = await send(game, body)
        assert (answer.status_code, answer.json()["code"]) == refusal
        assert answer.headers["content-type"] == "application/problem+json"
        assert game.engine.game.state() == before

    read(tmp_path, story)


def test_who_has_no_key_or_presses_elsewhere_is_refused(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        player = robot(game)
        one = {"page": "robot", "presses": 1}
        for key in ("", "x", KEY[:-1], f"{KEY}0", f"token of {player}", "x" * 4_000):
            answer = await send(game, one, key=key)
            assert (answer.status_code, answer.json()["code"]) == (401, "key_unknown")
            assert answer.headers["www-authenticate"] == "Bearer"
        for path, refusal in (
            ("/api/v1/arenas/classic/presses", (403, "people_only")),
            ("/api/v1/arenas/nowhere/presses", (404, "unknown_arena")),
        ):
            answer = await send(game, one, path=path)
            assert (answer.status_code, answer.json()["code"]) == refusal
        assert (await send(game, one, kind="text/plain")).json()["code"] == "body_type"
        for method in ("GET", "PUT", "DELETE"):
            answer = await send(game, one, method=method)
            assert (answer.status_code, answer.headers["allow"]) == (405, "POST, OPTIONS")
        await do(game.link, BAN, player)
        answer = await send(game, one)
        assert (answer.status_code, answer.json()["code"]) == (403, "banned")
        await answered(lambda then: game.link.change_program(player, "", then))
        assert (await send(game, one)).json()["code"] == "key_unknown"
        assert game.engine.game.arena("bots").scores == {}

    read(tmp_path, story)


def test_requests_are_counted_as_all_others(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        robot(game)
        codes = [(await send(game, {"page": "robot", "presses": 1})).status_code for _ in range(4)]
        assert codes == [200, 200, 429, 429]

    read(tmp_path, story, api_per_s=1.0, api_burst=2)
