"""A process that somebody looks after leaves when that somebody is gone, however it went.

Its standard input is a pipe, of which only the supervisor has the other end: the system closes that when the
supervisor ends, even by `kill -9`."""

import os
import signal
import threading
import time

STDIN = 0
LEAVE_S = 30.0
READ_BYTES = 1_024


def leave_with_supervisor(*, leave_s: float = LEAVE_S) -> None:
    """Have this process told to stop once its standard input ends, and killed if that takes longer than *leave_s*.

    By a thread, so that a loop that is busy, or not there yet, changes nothing."""
    threading.Thread(target=_wait, args=(leave_s,), name="supervisor-watch", daemon=True).start()


def _wait(leave_s: float) -> None:
    while os.read(STDIN, READ_BYTES):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(leave_s)
    os.kill(os.getpid(), signal.SIGKILL)
