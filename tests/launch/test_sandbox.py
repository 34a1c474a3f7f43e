"""The sandbox as a server's settings have it, and what its build says."""

import asyncio
from pathlib import Path

import pytest

from clickgame.contract.sandbox import ProgramTooLong, SandboxOff
from clickgame.launch import sandbox
from clickgame.learn.sandbox import module
from clickgame.settings import Settings


def test_settings_turn_it_off_and_nothing_is_started_before_a_program_comes(tmp_path: Path) -> None:
    async def play() -> None:
        for workers in (0, 1):
            made = sandbox.sandbox_for(Settings(learn_workers=workers), tmp_path)
            with pytest.raises(ProgramTooLong if workers else SandboxOff):
                await made.run("ann", {"code": "x" * (20_001 if workers else 1)})
            await made.close()

    asyncio.run(play())


def test_its_build_says_in_one_line_why_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "missing", lambda: "wasmtime is not installed")
    assert not sandbox.is_built(tmp_path)
    assert sandbox.build(tmp_path) == (
        "sandbox_unusable: wasmtime is not installed, so learners' programs are not run."
    )
