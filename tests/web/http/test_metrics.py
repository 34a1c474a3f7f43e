"""What is measured, as Prometheus reads it: for the token alone, and for nobody where there is none."""

import asyncio
import subprocess
import sys

import pytest
from httpx import ASGITransport, AsyncClient, Response
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from clickgame.contract.measures import COUNTER, GAUGE, TIMES, Reading, Times
from clickgame.web.http.metrics import OFF, PATH, TRIES_AT_ONCE, Metrics

TOKEN = "correct horse battery"  # noqa: S105  # of this test's own


def times() -> Times:
    """Give three times."""
    made = Times()
    made.add(0.003, times=2)
    made.add(9.0)
    return made


METRICS = Metrics(
    [
        lambda: iter(
            [
                Reading("clickgame_sockets", GAUGE, "Open.", "", 3),
                Reading("clickgame_presses_total", COUNTER, "Credited.", "", 7),
            ]
        ),
        lambda: iter(
            [
                Reading("clickgame_refusals_total", COUNTER, "Refused.", "code", {"full": 2.0}),
                Reading("clickgame_answer_seconds", TIMES, "Answers.", "", times()),
            ]
        ),
    ],
    role="single",
)


def ask(token: str, *asked: str | None) -> list[Response]:
    """Ask a server that lets *token* in, with each of *asked*, one after the other."""

    async def run() -> list[Response]:
        app = Starlette(routes=METRICS.routes(token))
        async with AsyncClient(transport=ASGITransport(app), base_url="http://game") as client:
            heads = [{} if each is None else {"authorization": each} for each in asked]
            return [await client.get(PATH, headers=head) for head in heads]

    return asyncio.run(run())


def test_every_reading_is_said_with_its_role() -> None:
    (answer,) = ask(TOKEN, f"Bearer {TOKEN}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    samples = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    role = ("role", "single")
    assert samples["clickgame_sockets", role] == 3
    assert samples["clickgame_presses_total", role] == 7
    assert samples["clickgame_refusals_total", ("code", "full"), role] == 2
    assert samples["clickgame_answer_seconds_bucket", ("le", "0.002"), role] == 0
    assert samples["clickgame_answer_seconds_bucket", ("le", "0.005"), role] == 2
    assert samples["clickgame_answer_seconds_bucket", ("le", "+Inf"), role] == 3
    assert samples["clickgame_answer_seconds_count", role] == 3


@pytest.mark.parametrize("asked", [None, "", TOKEN, "Bearer", "Bearer ", "Bearer correct horse", f"Basic {TOKEN}"])
def test_without_the_token_nothing_is_said(asked: str | None) -> None:
    (answer,) = ask(TOKEN, asked)
    assert (answer.status_code, answer.text) == (401, "not_an_operator\n")


def test_guessing_ends_even_with_the_right_one() -> None:
    answers = ask(TOKEN, *["Bearer guess"] * TRIES_AT_ONCE, f"Bearer {TOKEN}")
    assert [answer.status_code for answer in answers] == [401] * TRIES_AT_ONCE + [429]


def test_there_is_no_such_address_unless_a_setting_says_so_and_no_short_token() -> None:
    assert METRICS.routes(OFF) == []
    with pytest.raises(ValueError, match="less than 16 characters"):
        METRICS.routes("guess me")


def test_a_server_that_nobody_scrapes_never_loads_the_library() -> None:
    code = "import sys, clickgame.web.http.metrics; print('prometheus_client' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
