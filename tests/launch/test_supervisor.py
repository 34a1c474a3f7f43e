"""Processes that are looked after: their order, their ends, and that none is left behind."""

import asyncio
import signal
import time
from pathlib import Path

import pytest

from clickgame.launch.supervisor import ready_at
from tests.launch.supervised import Supervised, kill, processes_with

ALL = ("engine", "standby", "gateway 1", "gateway 2")
LEFT = ["standby left", "engine left"]


def order(game: Supervised, *events: str) -> list[int]:
    """Give where the *events* are among all."""
    return [game.events.index(event) for event in events]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_owner_comes_first_and_leaves_last(tmp_path: Path, number: signal.Signals) -> None:
    with Supervised(tmp_path, {}) as game:
        game.until_started()
        assert game.events[:2] == ["engine began as engine", "engine owns"]
        game.signal(number)
        assert game.end() == 0
        assert game.events[-2:] == LEFT
        assert set(game.events[-4:-2]) == {"gateway 1 left", "gateway 2 left"}
        assert "ended" not in game.said()


def test_nobody_starts_before_the_owner_is_ready_unless_that_takes_too_long(tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    with Supervised(tmp_path, {}, ready_s=1.0) as game:
        game.until(lambda: "engine owns" in game.events, "the engine runs")
        began = time.monotonic()
        game.until(lambda: game.pids("gateway 1"), "the others start")
        assert time.monotonic() - began > 0.5
        assert "engine is not ready after 1 s; the others start without it" in game.said()


def test_what_dies_is_started_again_and_an_engine_waits_for_its_turn_then(tmp_path: Path) -> None:
    """The standby owns the data then, so it is the one that leaves last."""
    with Supervised(tmp_path, {}) as game:
        game.until_started()
        for name in ("engine", "gateway 2"):
            kill(game.pids(name)[-1])
        game.until(lambda: "engine began as standby" in game.events, "the engine is there again")
        game.until(lambda: len(game.pids("gateway 2")) == 2, "the gateway is there again")
        game.until(lambda: "standby owns" in game.events, "the standby has taken over")
        assert "WARNING engine ended by SIGKILL after " in game.said()
        game.signal(signal.SIGTERM)
        assert game.end() == 0
        assert game.events[-2:] == ["engine left", "standby left"]


def test_what_dies_at_once_is_started_after_pauses_that_grow(tmp_path: Path) -> None:
    with Supervised(tmp_path, {"gateway 1": ["--code", "3"]}) as game:
        game.until(lambda: "gateway 1 ended with code 3" in game.said(), "it ends")
        game.until(lambda: "again in 0.8 s" in game.said(), "it is started again and again")
        pauses = [line.split()[-2] for line in game.said().splitlines() if line.startswith("WARNING gateway 1")]
        assert pauses == ["0.1", "0.2", "0.4", "0.8"]
        game.signal(signal.SIGTERM)
        assert game.end() == 0


def test_a_start_that_is_refused_ends_all(tmp_path: Path) -> None:
    """A setting that is not allowed: to try again would change nothing."""
    with Supervised(tmp_path, {"gateway 1": ["--code", "2", "--say", "bad_setting: no.\n"]}) as game:
        assert game.end() == 2
        assert "gateway 1 | bad_setting: no.\n" in game.said()
        assert game.events[-1] == "engine left"
        assert len(game.pids("gateway 1")) == 1


def test_who_does_not_leave_is_killed_with_all_that_it_has_started(tmp_path: Path) -> None:
    options = {"gateway 1": ["--stubborn", "--grandchild"], "standby": ["--stubborn"]}
    with Supervised(tmp_path, options, stop_s=0.5) as game:
        game.until_started()
        game.until(lambda: processes_with(tmp_path, "sleep(30)"), "the grandchild runs")
        game.signal(signal.SIGTERM)
        assert game.end() == 1
        assert game.events[-2:] == ["gateway 2 left", "engine left"]
        assert "gateway 1 did not end within 0.5 s and is killed" in game.said()
        game.until(lambda: not processes_with(tmp_path, ""), "nobody is left")


def test_a_second_signal_ends_all_at_once(tmp_path: Path) -> None:
    with Supervised(tmp_path, {"gateway 1": ["--stubborn"]}, stop_s=60.0) as game:
        game.until_started()
        game.signal(signal.SIGINT)
        game.until(lambda: "gateway 2 left" in game.events, "it stops")
        game.signal(signal.SIGINT)
        assert game.end() == 1


def test_a_renewal_is_one_after_another_and_the_owner_hands_over_to_a_new_standby(tmp_path: Path) -> None:
    with Supervised(tmp_path, {}) as game:
        game.until_started()
        (tmp_path / "hold").touch()
        game.signal(signal.SIGHUP)
        game.until(lambda: len(game.pids("standby")) == 2, "the standby is new")
        time.sleep(0.3)
        assert "engine left" not in game.events, "the new standby is not ready"
        (tmp_path / "hold owner").touch()
        (tmp_path / "hold").unlink()
        game.until(lambda: "standby owns" in game.events, "it takes over")
        game.until(lambda: len(game.pids("engine")) == 2, "the engine is new")
        time.sleep(0.3)
        assert "gateway 1 left" not in game.events, "the new owner is not ready"
        (tmp_path / "hold owner").unlink()
        game.until(lambda: "all are renewed" in game.said(), "all are renewed")
        assert all(len(game.pids(name)) == 2 for name in ALL)
        assert "ended" not in game.said(), "what is wanted is no fault"
        assert [event for event in game.events if event.endswith("left")] == [
            "standby left",
            "engine left",
            "gateway 1 left",
            "gateway 2 left",
        ]
        assert order(game, "standby left", "engine left", "standby owns", "gateway 1 left") == sorted(
            order(game, "standby left", "engine left", "standby owns", "gateway 1 left")
        )
        game.signal(signal.SIGTERM)
        assert game.end() == 0
        assert game.events[-2:] == ["engine left", "standby left"]


def test_a_renewal_ends_with_the_first_that_does_not_get_ready(tmp_path: Path) -> None:
    with Supervised(tmp_path, {}, ready_s=3.0) as game:
        game.until_started()
        (tmp_path / "hold").touch()
        game.signal(signal.SIGHUP)
        game.until(lambda: "standby is not ready; what is not renewed yet stays as it is" in game.said(), "it is over")
        assert [event for event in game.events if event.endswith("left")] == ["standby left"]
        (tmp_path / "hold").unlink()
        game.signal(signal.SIGHUP)
        game.until(lambda: "all are renewed" in game.said(), "another one goes well")


def test_a_port_says_whether_its_process_is_ready() -> None:
    answers = {"ready": b"HTTP/1.1 200 OK\r\n\r\n", "starting": b"HTTP/1.1 503 Service Unavailable\r\n\r\n", "": b""}

    async def ask(answer: bytes) -> bool:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            assert (await reader.readline()).startswith(b"GET /ready ")
            writer.write(answer)
            writer.close()

        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            said = await ready_at("127.0.0.1", port)()
        assert not await ready_at("127.0.0.1", port)(), "nobody listens any more"
        return said

    assert {name: asyncio.run(ask(answer)) for name, answer in answers.items()} == {
        "ready": True,
        "starting": False,
        "": False,
    }
