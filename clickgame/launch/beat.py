"""Whether the owner of a data folder still works, and the end of one that does not.

    engine.beat     where the owner runs, as which process, and a count that rises; written anew again and again
    standby         held by whoever stands by, so that an owner that stops knows that somebody goes on at once

An owner that is killed lets go of its folder. One that is stopped or hangs does not, and answers nobody. So whoever
stands by ends it: only on the same host, since the same boot, and only the process that holds the lock of this very
folder at that moment. What cannot be made certain ends nobody.
"""

import fcntl
import json
import logging
import math
import os
import signal
import socket
from asyncio import sleep
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from persistence import files
from persistence.frames import frame, unframe

BEAT, STANDBY = "engine.beat", "standby"
BEAT_S = 0.25
BYTES_MOST = 1_000
_BOOT, _PROCESSES = Path("/proc/sys/kernel/random/boot_id"), Path("/proc")

logger = logging.getLogger(__name__)


class Beat(NamedTuple):
    """The *beats*-th beat of the process *pid* of a *host*."""

    host: str
    pid: int
    beats: int


async def beat(folder: Path) -> None:
    """Beat in *folder* until cancelled; for the loop that everything else runs on, so that it tells whether that does.

    A disk that takes no beat is said once: whoever stands by will take the owner for one that hangs.
    """
    host, count, is_said = this_host(), 0, False
    while True:
        count += 1
        try:
            _write(folder, Beat(host, os.getpid(), count))
        except OSError as problem:
            if not is_said:
                logger.warning("whoever stands by cannot be told that this server works: %s", problem)
            is_said = True
        await sleep(BEAT_S)


def read(folder: Path) -> Beat | None:
    """Read the newest beat in *folder*; None where there is none, or where it is just being written."""
    try:
        with (folder / BEAT).open("rb") as file:
            text = unframe(file.readline(BYTES_MOST))
        return None if text is None else Beat(*json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def this_host() -> str:
    """Name this host since it was booted; "" where the system does not tell."""
    try:
        return f"{socket.gethostname()} {_BOOT.read_text(encoding='ascii').strip()}"
    except OSError:
        return ""


class Watchdog:
    """Ends the owner of *folder* when it has not beaten for *patience_s*."""

    def __init__(self, folder: Path, *, patience_s: float) -> None:
        """Have seen nothing yet."""
        self._folder = folder
        self._patience_s = patience_s
        self._seen: Beat | None = None
        self._looked_at: float | None = None
        self._silent_s = 0.0

    def look(self, now: float) -> bool:
        """Look at the beat, at *now* (s); tell whether the owner was ended.

        Only time in which there were looks counts: whoever was stopped itself knows nothing of the owner.
        """
        since = now if self._looked_at is None else self._looked_at
        self._looked_at = now
        found = read(self._folder)
        if found is None or found != self._seen:
            self._seen, self._silent_s = found or self._seen, 0.0
            return False
        self._silent_s += min(now - since, BEAT_S)
        if self._silent_s < self._patience_s:
            return False
        self._silent_s = -math.inf  # where it cannot be ended, there is no more to say until somebody beats again
        return end(self._folder, found)


def end(folder: Path, found: Beat) -> bool:
    """Kill the process that *found* is of, if it holds *folder*; tell whether it was killed."""
    if not found.host or found.host != this_host():
        logger.warning("the owner of %s does not answer, and runs elsewhere: it has to be ended there", folder)
        return False
    try:
        handle = os.pidfd_open(found.pid)  # what it stands for stays the same process, whoever gets the number next
    except (OSError, AttributeError):
        return False
    try:
        if not holds(found.pid, folder / files.LOCK):
            logger.warning("process %d does not answer, and may not be the owner of %s: left alone", found.pid, folder)
            return False
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    except OSError:
        return False
    finally:
        os.close(handle)
    logger.warning("the owner of %s did not answer and was ended: process %d", folder, found.pid)
    return True


def holds(pid: int, lock: Path) -> bool:
    """Tell whether the process *pid* has the file *lock* open and locked."""
    process = _PROCESSES / str(pid)
    with suppress(OSError):
        wanted = lock.stat()
        for opened in (process / "fd").iterdir():
            with suppress(OSError):  # it was closed meanwhile
                if os.path.samestat(opened.stat(), wanted):
                    told = (process / "fdinfo" / opened.name).read_text(encoding="ascii", errors="replace")
                    if "FLOCK" in told:
                        return True
    return False


@contextmanager
def standing_by(folder: Path) -> Generator[None]:
    """Let the owner of *folder* know that somebody stands by, for as long as the block runs. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / STANDBY, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)  # nobody has it for longer than it takes to ask
        yield
    finally:
        os.close(descriptor)


def is_stood_by(folder: Path) -> bool:
    """Tell whether somebody stands by to go on with the game in *folder*."""
    try:
        descriptor = os.open(folder / STANDBY, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def _write(folder: Path, told: Beat) -> None:
    descriptor = os.open(folder / BEAT, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(descriptor, frame(json.dumps(told)), 0)  # in place: what a longer line leaves is behind its end
    finally:
        os.close(descriptor)
