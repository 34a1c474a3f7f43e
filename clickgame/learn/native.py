"""Run requests of the harness in a process of their own, for authors and tests.

It has a time limit and nothing else between a program and the machine: a stranger's code belongs in the sandbox."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

TIME_S = 20.0
FOLDER = Path(__file__).parent
_CHILD = """
import json, os, sys
out = os.fdopen(os.dup(1), "w", encoding="utf-8")
sys.path.insert(0, sys.argv[1])
from harness import run
json.dump([run(request) for request in json.load(sys.stdin)], out)
out.flush()
os._exit(0)
"""


def run_all(requests: list[dict[str, Any]], *, time_s: float = TIME_S) -> list[dict[str, Any]]:
    """Give the answers to *requests*, which are run one after the other.

    Where they take longer than *time_s* together, `stopped` is `time` in each answer.
    Raises RuntimeError when the process dies.
    """
    try:
        done = subprocess.run(  # noqa: S603  # fixed arguments
            [sys.executable, "-I", "-c", _CHILD, str(FOLDER)],
            input=json.dumps(requests),
            capture_output=True,
            encoding="utf-8",
            timeout=time_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [{"output": "", "error": None, "checks": [], "stopped": "time"} for _ in requests]
    if done.returncode or not done.stdout:
        raise RuntimeError(f"the process of the harness died: {done.stderr[-500:]}")
    return json.loads(done.stdout)


def run(request: dict[str, Any], *, time_s: float = TIME_S) -> dict[str, Any]:
    """Give the answer to *request*."""
    return run_all([request], time_s=time_s)[0]
