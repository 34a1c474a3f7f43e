"""`python -m clickgame data stats`: what the journals of a folder come to, read by several processes at a time.

Every file is read by itself, in whichever process is free, and the tallies are added in the files' order, so that the
answer is the same for any number of processes. Ctrl+C ends with what was read until then.
"""

import json
import signal
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from persistence.disk import LocalDisk
from persistence.tally import MINUTE_S, Tally, tally

PATTERN = "journal-*.log"
MINUTES_SHOWN = 10

Map = Callable[[Callable[[Path], Tally], Sequence[Path]], Iterator[Tally]]


def read_one(path: Path) -> Tally:
    """Tally the file at *path*; one that cannot be read is named with the reason."""
    try:
        return tally(path.name, LocalDisk().lines(path))
    except OSError as problem:
        return Tally(files=1, unreadable={path.name: str(problem)})


@contextmanager
def processes(workers: int) -> Generator[Map]:
    """Have so many *workers* read at a time; a single one is this process itself."""
    if workers == 1:
        yield map
        return
    # Not forked: a copy of a process with threads may wait for a lock for ever.
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
    )
    try:
        yield pool.map
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def gather(paths: Sequence[Path], *, workers: int, advance: Callable[[], object]) -> tuple[Tally, bool]:
    """Tally all of *paths* and tell whether that came to its end; *advance* is called after each file."""
    found = Tally()
    try:
        with processes(workers) as each:
            for one in each(read_one, paths):
                found.add(one)
                advance()
    except KeyboardInterrupt:
        return found, False
    return found, True


def facts(found: Tally) -> dict[str, Any]:
    """Give *found* as names and plain values."""
    return {
        "files": found.files,
        "bytes": found.bytes,
        "batches": found.batches,
        "rows": found.rows,
        "damaged_lines": found.damaged_lines,
        "presses": found.presses,
        "presses_per_minute": {str(minute * MINUTE_S): count for minute, count in sorted(found.minutes.items())},
        "arenas": dict(found.arenas.most_common()),
        "pause_s": {"median": _middle(found.gaps), "longest": max(found.gaps, default=0) / 10},
        "slowest_sync_s": round(found.slowest_sync_s, 3),
        "unreadable": found.unreadable,
    }


def as_json(found: Tally) -> str:
    """Write *found* as JSON."""
    return json.dumps(facts(found), indent=2)


def table(found: Tally) -> str:
    """Write *found* as lines for a person."""
    said = facts(found)
    busiest = found.minutes.most_common(MINUTES_SHOWN)
    rows = [
        ("files", f"{found.files:,}, {found.bytes:,} bytes"),
        ("batches", f"{found.batches:,}, with {found.rows:,} rows"),
        ("damaged lines", f"{found.damaged_lines:,}"),
        ("presses", f"{found.presses:,}"),
        *((f"  in {arena}", f"{count:,}") for arena, count in found.arenas.most_common()),
        ("busiest minute", f"{busiest[0][1]:,} presses" if busiest else "none"),
        ("minutes with presses", f"{len(found.minutes):,}"),
        (
            "pause between batches",
            f"{said['pause_s']['median']:.1f} s in the middle, {said['pause_s']['longest']:.1f} s at most",
        ),
        ("slowest sync", f"{found.slowest_sync_s:.3f} s at most"),
        *((name, f"left out: {reason}") for name, reason in found.unreadable.items()),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}}  {value}" for name, value in rows)


def _middle(gaps: Counter[int]) -> float:
    """Give the median of the pauses (s)."""
    left = gaps.total() / 2
    for tenths, count in sorted(gaps.items()):
        left -= count
        if left <= 0:
            return tenths / 10
    return 0.0
