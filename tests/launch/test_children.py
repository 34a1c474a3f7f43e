"""A program that is kept running: its pauses, its lines, and what holds it up."""

import asyncio
import signal
from pathlib import Path

import pytest

from clickgame.launch.children import Child, Program, ending, labelled
from tests.launch.buses import until
from tests.launch.supervised import Supervised, kill, processes_with


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (b"started\n", b"gateway 1 | started\n"),
        (b"cut off", b"gateway 1 | cut off\n"),
        (b"\n", b"gateway 1 | \n"),
        (b'{"at": 1}\r\n', b'{"process": "gateway 1", "at": 1}\n'),
    ],
)
def test_a_line_says_whose_it_is(line: bytes, shown: bytes) -> None:
    assert labelled("gateway 1", line) == shown


def test_an_end_is_told_by_its_code_or_its_signal() -> None:
    assert (ending(3), ending(-9)) == ("with code 3", "by SIGKILL")


def test_a_program_that_is_not_there_is_told_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        child = Child(Program("gateway 1", ["/no/such/program"]), print)
        keeping = asyncio.create_task(child.keep())
        await until(
            lambda: caplog.text.count("gateway 1 cannot be started: No such file or directory") > 1, "two tries"
        )
        assert await child.leave(stop_s=1.0)
        await keeping

    asyncio.run(story())


def test_a_later_start_that_is_refused_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    """The data may be somebody else's for a while."""

    async def story() -> None:
        child = Child(Program("engine", ["false"], ["sh", "-c", "exit 2"]), print)
        keeping = asyncio.create_task(child.keep())
        await until(lambda: caplog.text.count("engine ended with code 2") > 1, "it is tried again")
        assert await child.leave(stop_s=1.0)
        await keeping

    asyncio.run(story())


def test_who_waits_for_its_next_start_is_renewed_at_once(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        child = Child(Program("gateway 1", ["false"], ["sleep", "30"]), print)
        keeping = asyncio.create_task(child.keep())
        await until(lambda: "again in 0.1 s" in caplog.text, "it waits")
        assert await child.renew(stop_s=1.0, ready_s=5.0)
        assert child.is_running
        assert await child.leave(stop_s=1.0)
        await keeping

    asyncio.run(story())


def test_lines_say_whose_they_are(tmp_path: Path) -> None:
    """One without an end has a bound, and one of JSON stays JSON."""
    options = {
        "engine": ["--say", "one\ntwo"],
        "standby": ["--say", '{"level": "info"}\n'],
        "gateway 1": ["--say", "long " * 20_000],
    }
    with Supervised(tmp_path, options) as game:
        game.until_started()
        game.signal(signal.SIGTERM)
        assert game.end() == 0
        lines = game.said().splitlines()
    assert "engine | one" in lines
    assert "engine | two" in lines, "what is said last has no end of line"
    assert '{"process": "standby", "level": "info"}' in lines
    long = [line.removeprefix("gateway 1 | ") for line in lines if line.startswith("gateway 1 | ")]
    assert len(long) > 1
    assert "".join(long).split() == ["long"] * 20_000


def test_who_holds_the_output_open_delays_nothing(tmp_path: Path) -> None:
    """What a program has started may outlive it."""
    with Supervised(tmp_path, {"gateway 1": ["--grandchild", "--code", "3"]}) as game:
        game.until(lambda: len(game.pids("gateway 1")) > 1, "it is started again")
        assert processes_with(tmp_path, "sleep(30)")
        for pid in processes_with(tmp_path, "sleep(30)"):
            kill(pid)
