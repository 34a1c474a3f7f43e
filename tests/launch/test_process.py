"""What is measured of a process: how late its loop is, and what the system says of it."""

import asyncio
import time
from pathlib import Path

import pytest

from clickgame.contract.measures import PREFIX, Times, reader
from clickgame.launch import process as process_module
from clickgame.launch.process import PROCESS, Process, memory_bytes, open_files


def test_a_loop_that_is_held_up_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_module, "PROBE_S", 0.01)

    async def hold_up() -> Process:
        process = Process()
        probing = asyncio.create_task(process.run())
        while not process.lags.count:  # noqa: ASYNC110  # a test may look
            await asyncio.sleep(0.001)
        time.sleep(0.2)  # noqa: ASYNC251  # this is the holding up
        seen = process.lags.count
        while process.lags.count == seen:  # noqa: ASYNC110  # the same
            await asyncio.sleep(0.001)
        probing.cancel()
        return process

    lags = asyncio.run(hold_up()).lags
    assert lags.sum_s > 0.15


def test_every_measure_of_a_process_has_a_value() -> None:
    process = Process()
    read = {reading.name.removeprefix(PREFIX): reading.value for reading in reader(PROCESS, process)()}
    assert isinstance(read.pop("loop_lag_seconds"), Times)
    assert min(value for value in read.values() if isinstance(value, (int, float))) > 0
    assert len(read) == len(PROCESS) - 1


def test_what_the_system_does_not_tell_is_guessed_or_none(tmp_path: Path) -> None:
    assert memory_bytes(tmp_path / "nothing") > 1_000_000
    (tmp_path / "odd").write_text("odd", encoding="ascii")
    assert memory_bytes(tmp_path / "odd") > 1_000_000
    assert open_files(tmp_path / "nothing") == 0
