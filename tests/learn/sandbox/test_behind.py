"""A worker is behind the game: it has a core while nobody else wants it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import json, os, pathlib
from clickgame.learn.sandbox.worker import step_back
step_back()
group = pathlib.Path("/proc/self/autogroup")
said = group.read_text().split() if group.exists() else []
print(json.dumps([os.nice(0), os.sched_getscheduler(0) == os.SCHED_IDLE, said[-1:]]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows of it")
def test_a_worker_and_its_session_step_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, start_new_session=True, check=True
    )
    nice, is_idle, of_session = json.loads(done.stdout)
    assert nice >= 15
    assert is_idle
    assert of_session in ([], ["19"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows of it")
def test_who_shares_a_session_leaves_it_as_it_is() -> None:
    before = of_session()
    subprocess.run([sys.executable, "-c", ASK], capture_output=True, check=True)
    assert of_session() == before
    assert os.nice(0) < 15


def of_session() -> str:
    """Give what this session asks for; "" where the system shares by processes, or before the first session began."""
    group = Path("/proc/self/autogroup")
    return group.read_text(encoding="ascii") if group.exists() else ""
