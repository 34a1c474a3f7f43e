"""The report: what was measured, as tables in docs/PERFORMANCE.md between markers; the words around them are kept."""

import datetime as dt
import os
import platform
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.load.goals import GOALS, plain
from tests.load.samples import Figures

FILE = Path(__file__).parents[2] / "docs" / "PERFORMANCE.md"

COLUMNS: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("presses/s", lambda row: plain(row.wanted)),
    ("answered/s", lambda row: plain(row.answered)),
    ("answer P50 / P95 / P99 / max, ms", lambda row: " / ".join(map(plain, (row.p50, row.p95, row.p99, row.longest)))),
    ("another's board P50 / P95, ms", lambda row: f"{plain(row.board_p50)} / {plain(row.board_p95)}"),
    ("boards/s", lambda row: plain(row.board_hz)),
    ("frames/s, KB/s a client", lambda row: f"{plain(row.frames)}, {plain(row.size / 1000)}"),
    ("server, core", lambda row: f"{row.server:.0%}"),
    ("kept off it", lambda row: f"{row.waited:.0%}"),
    ("busiest generator", lambda row: f"{row.generator:.0%}"),
    ("unanswered, errors", lambda row: f"{plain(row.unanswered)}, {plain(row.errors)}"),
    ("besides", lambda row: "; ".join(f"{name}: {plain(value)}" for name, value in row.extra.items())),
)


def machine() -> str:
    """Describe this machine in one line."""
    cpuinfo = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"model name\s*: (.*)", cpuinfo)
    load = os.getloadavg()[0]
    return (
        f"{model[1] if model else platform.processor()}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load average {load:.1f} at the end"
    )


def section(name: str, rows: Mapping[str, Figures], *, command: str, runs: int) -> str:
    """Write the tables of the scenario *name*."""
    head = " | ".join(title for title, _ in COLUMNS)
    lines = [f"| | {head} |", "| --- |" + " ---: |" * (len(COLUMNS) - 1) + " --- |"]
    for title, row in rows.items():
        lines.append(f"| {title} | " + " | ".join(write(row) for _, write in COLUMNS) + " |")
    goals = [goal for goal in GOALS if goal.scenario == name and goal.row in rows]
    if goals:
        lines += ["", "| | measured | must | aim | reached |", "| --- | ---: | ---: | ---: | --- |"]
        lines += [goal.line(rows) for goal in goals]
    return "\n".join([*lines, "", said(command, runs=runs)])


def said(command: str, *, runs: int) -> str:
    """Say in one line what was measured, how often, when and where."""
    today = dt.datetime.now(tz=dt.UTC).date()
    median = f"Medians of {runs} runs" if runs > 1 else "One run"
    return f"{median} of `{command}` on {today}: {machine()}."


def write(name: str, text: str, file: Path = FILE) -> bool:
    """Put *text* between the markers of the scenario *name*; tell whether the markers were there."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before = file.read_text(encoding="utf-8")
    head, found, rest = before.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        return False
    file.write_text(f"{head}{begin}\n{text}\n\n{end}{tail}", encoding="utf-8")
    return True
