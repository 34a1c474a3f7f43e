"""The sandbox: who runs when, what is told meanwhile, and what becomes of whoever leaves, dies or comes too late."""

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from clickgame.contract.errors import GameError
from clickgame.contract.sandbox import SandboxFailed, SandboxFull, SandboxOff, TooManyPrograms
from clickgame.launch.page import ROOT
from clickgame.learn.sandbox.limits import Limits
from clickgame.learn.sandbox.sandbox import Progress, Sandbox
from tests.learn.sandbox.room import NEEDS_WORKERS, Heard, processes, sandbox, until

pytestmark = NEEDS_WORKERS
ENDLESS = {"code": "while True: pass"}
SHORT = {"code": "print('here')"}


def test_a_program_waits_runs_and_is_answered() -> None:
    async def play() -> None:
        async with sandbox() as opened:
            heard = Heard()
            answer = await opened.run("ann", {"code": "print(files['a'], seed)", "files": {"a": "b"}, "seed": 7}, heard)
            assert answer == {"output": "b 7\n", "error": None, "checks": [], "stopped": None}
            assert heard == [1, 0]

    asyncio.run(play())


def test_nothing_of_a_program_is_left_for_the_next() -> None:
    leaves = "import builtins, sys, json\nbuiltins.left = sys.left = json.left = 1\nsys.modules['re'] = None"
    looks = "import builtins, sys, json, re\nprint([hasattr(m, 'left') for m in (builtins, sys, json)], re.escape('a'))"

    async def play() -> None:
        async with sandbox() as opened:
            await opened.run("ann", {"code": leaves})
            assert (await opened.run("bob", {"code": looks}))["output"] == "[False, False, False] a\n"

    asyncio.run(play())


def test_programs_draw_chance_of_their_own() -> None:
    async def play() -> None:
        async with sandbox() as opened:
            request = {"code": "import secrets; print(secrets.token_hex())"}
            answers = [(await opened.run("ann", request))["output"] for _ in range(3)]
            assert len({*answers}) == 3

    asyncio.run(play())


def test_those_who_wait_are_told_their_place_as_it_changes() -> None:
    async def play() -> None:
        async with sandbox() as opened:
            first, second, third = Heard(), Heard(), Heard()
            endless = asyncio.create_task(opened.run("ann", ENDLESS, first))
            await first.until_running()
            bob = asyncio.create_task(opened.run("bob", SHORT, second))
            cid = asyncio.create_task(opened.run("cid", SHORT, third))
            await until(lambda: third)
            endless.cancel()
            answers = await asyncio.gather(bob, cid)
            assert [answer["output"] for answer in answers] == ["here\n", "here\n"]
            assert second == [1, 0]
            assert third == [2, 1, 0]

    asyncio.run(play())


def test_whoever_is_cancelled_makes_room_at_once_and_leaves_no_process() -> None:
    async def play() -> None:
        async with sandbox() as opened:
            for _ in range(3):
                heard = Heard()
                gone = asyncio.create_task(opened.run("ann", ENDLESS, heard))
                await heard.until_running()
                gone.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await gone
                assert (await opened.run("ann", SHORT))["output"] == "here\n"
            assert len(processes()) == 1, "the worker, which is the same all along"

    asyncio.run(play())


def test_whoever_leaves_the_line_is_not_run() -> None:
    async def play() -> None:
        async with sandbox() as opened:
            first, second = Heard(), Heard()
            endless = asyncio.create_task(opened.run("ann", ENDLESS, first))
            await first.until_running()
            waits = asyncio.create_task(opened.run("bob", SHORT, second))
            await until(lambda: second)
            waits.cancel()
            endless.cancel()
            await asyncio.gather(waits, endless, return_exceptions=True)
            assert (await opened.run("cid", SHORT))["output"] == "here\n"
            assert second == [1]

    asyncio.run(play())


def test_too_many_programs_are_refused_with_a_code() -> None:
    async def play() -> None:
        async with sandbox(waiting=2, each=2) as opened:
            heard = Heard()
            tasks = [asyncio.create_task(opened.run("ann", ENDLESS, heard))]
            await heard.until_running()
            tasks += [asyncio.create_task(opened.run(who, SHORT)) for who in ("ann", "bob")]
            await asyncio.sleep(0)
            with pytest.raises(TooManyPrograms):
                await opened.run("ann", SHORT)
            with pytest.raises(SandboxFull):
                await opened.run("cid", SHORT)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(play())


def test_nobody_waits_for_ever_and_what_runs_is_not_cut_off_by_that() -> None:
    async def play() -> None:
        async with sandbox(wait_s=0.5, cpu_s=1.0) as opened:
            answer = None
            while answer is None:  # until there is a worker, this waits too long
                with contextlib.suppress(SandboxFull):
                    answer = await opened.run("ann", SHORT)
            heard = Heard()
            runs = asyncio.create_task(opened.run("ann", ENDLESS, heard))
            await heard.until_running()
            with pytest.raises(SandboxFull):
                await opened.run("bob", SHORT)
            assert (await runs)["stopped"] == "time"

    asyncio.run(play())


def test_a_worker_that_dies_is_told_with_a_code_and_replaced(caplog: pytest.LogCaptureFixture) -> None:
    async def play() -> None:
        async with sandbox() as opened:
            await opened.run("ann", SHORT)
            (worker,) = processes()
            heard = Heard()
            runs = asyncio.create_task(opened.run("ann", ENDLESS, heard))
            await heard.until_running()
            os.kill(worker, signal.SIGKILL)
            with pytest.raises(SandboxFailed):
                await runs
            assert (await opened.run("ann", SHORT))["output"] == "here\n"
            assert worker not in processes()

    with caplog.at_level(logging.WARNING):
        asyncio.run(play())
    (line,) = caplog.messages
    assert line.startswith("a worker of the sandbox is replaced: ")


def test_a_program_whose_process_is_killed_is_told_so_and_the_next_one_runs() -> None:
    async def play() -> None:
        async with sandbox() as opened:
            await opened.run("ann", SHORT)
            (worker,) = processes()
            heard = Heard()
            runs = asyncio.create_task(opened.run("ann", ENDLESS, heard))
            await until(lambda: worker in processes().values())
            (copy,) = (pid for pid, parent in processes().items() if parent == worker)
            os.kill(copy, signal.SIGKILL)
            with pytest.raises(SandboxFailed):
                await runs
            assert (await opened.run("ann", SHORT))["output"] == "here\n"

    asyncio.run(play())


def test_whoever_hears_of_progress_and_fails_hurts_nobody() -> None:
    def fail(_progress: Progress) -> None:
        raise RuntimeError

    async def play() -> None:
        async with sandbox() as opened:
            assert (await opened.run("ann", SHORT, fail))["output"] == "here\n"

    asyncio.run(play())


def test_several_workers_run_at_once_but_only_one_program_of_a_player() -> None:
    async def play() -> None:
        async with sandbox(workers=64) as opened:
            heard = Heard(), Heard()
            tasks = [asyncio.create_task(opened.run("ann", ENDLESS, each)) for each in heard]
            await heard[0].until_running()
            assert heard[1] == [2, 1]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(play())


def test_a_worker_without_work_ends_and_comes_back() -> None:
    async def play() -> None:
        async with sandbox(idle_s=0.01) as opened:
            for _ in range(2):
                assert (await opened.run("ann", SHORT))["output"] == "here\n"
                await until(lambda: not processes())

    asyncio.run(play())


def test_closing_ends_every_process_and_answers_whoever_waits() -> None:
    async def play() -> None:
        async with sandbox() as opened:
            heard = Heard()
            tasks = [asyncio.create_task(opened.run(who, ENDLESS, heard)) for who in ("ann", "bob")]
            await heard.until_running()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(answer) for answer in answers] == [SandboxFailed, SandboxFailed]
        assert processes() == {}
        with pytest.raises(SandboxOff):
            await opened.run("ann", SHORT)

    asyncio.run(play())


@pytest.mark.parametrize("workers", [0, 1])
def test_without_workers_or_a_compiled_module_it_is_off_and_says_so_once(
    workers: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def play() -> None:
        opened = Sandbox(Limits(workers=workers), tmp_path)
        for _ in range(3):
            with pytest.raises(SandboxOff) as refusal:
                await opened.run("ann", SHORT)
            assert isinstance(refusal.value, GameError)
        await opened.close()

    asyncio.run(play())
    assert len(caplog.messages) == workers


def test_a_server_that_runs_no_programs_imports_nothing_of_it() -> None:
    code = "import sys; import clickgame.launch.command, clickgame.launch.sandbox; print('wasmtime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
