"""A worker: a process that holds an interpreter which has started already, and copies itself for each program.

The interpreter asks for its next line just where a program would begin. There the process forks: the copy goes on with
the request as that line, alone, and ends with its answer; the worker stays as it was. So nothing of a program is left,
and a program waits for no interpreter to start. Frames on stdin and stdout are the server's (`frames.py`).
"""

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import sys
import time
import warnings
from pathlib import Path
from typing import NoReturn

import wasmtime

from clickgame.learn.sandbox import answers, frames
from clickgame.learn.sandbox.limits import ANSWER_MOST, MIB
from clickgame.learn.sandbox.module import config
from clickgame.learn.sandbox.wasi import System

LEAST = 19  # of a session
NICE = 15  # Far behind the game, and still there when it is idle.
NOBODY = 65534
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
FILES_MOST = 16  # Open files of a worker.
CHUNK = 65_536
TRAPPED, FAILED = 33, 34  # Exit codes of a copy; those of programs are below 32.


class Worker:
    """One worker's loop."""

    def __init__(self, *, cpu_s: float, wall_s: float) -> None:
        """Let each program use the processor for *cpu_s* and be there for *wall_s* (s)."""
        self._cpu_s, self._wall_s = cpu_s, wall_s
        self._stdin = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115  # for as long as the process
        self._is_told = False
        self._is_copy = False

    def next_line(self) -> bytes:
        """Give the interpreter its next line: the harness, then, in a copy of this process, a request, then no more."""
        if self._is_copy:
            return b""
        if not self._is_told:
            self._is_told = True
            _kind, harness = frames.read(self._stdin)
            return harness + b"\n"
        self._say(frames.READY)
        while True:
            try:
                kind, body = frames.read(self._stdin)
            except EOFError:
                os._exit(0)
            if kind == frames.RUN and (request := self._serve(body)) is not None:
                return request

    def answer(self, data: bytes) -> None:
        """Take what a program writes, and nothing that is written before there is one."""
        while data and self._is_copy:
            data = data[os.write(1, data) :]

    def _serve(self, request: bytes) -> bytes | None:
        """Run *request* in a copy, and say how it ended; in the copy, give it back as a line."""
        reader, writer = os.pipe()
        pid = os.fork()
        if not pid:
            self._is_copy = True
            self._confine(writer)
            return request + b"\n"
        os.close(writer)
        try:
            ended = self._watch(pid, reader)
        finally:
            os.close(reader)
        self._say(*ended)  # when nothing of the copy is left here
        return None

    def _watch(self, pid: int, reader: int) -> tuple[bytes, bytes]:
        """Read what the copy *pid* writes until it ends or goes too far; give how it ended, and its answer."""
        answer = b""
        until = time.monotonic() + self._wall_s
        ending = b""
        while not ending:
            ready, _, _ = select.select([reader, self._stdin], [], [], max(0.0, until - time.monotonic()))
            if self._stdin in ready:
                ending = (
                    frames.CANCELLED
                )  # nothing else is said meanwhile; the end of the server is the end of this too
            elif not ready:
                ending = frames.TIME
            elif part := os.read(reader, CHUNK):
                answer += part
                ending = frames.SIZE if len(answer) > ANSWER_MOST else b""
            else:
                break
        if ending:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        ending = ending or _how_ended(os.waitstatus_to_exitcode(status), answer)
        if ending != frames.DONE:
            return ending, b""
        try:
            return ending, json.dumps(answers.read(answer)).encode()
        except answers.Unreadable:
            return frames.UNREADABLE, b""

    def _confine(self, writer: int) -> None:
        """Leave this copy nothing but the interpreter and its way out."""
        _die_with_the_parent()
        os.dup2(writer, 1)
        os.close(0)
        os.closerange(2, FILES_MOST)
        for what, most in (
            (resource.RLIMIT_NOFILE, 2),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NPROC, 0),
            (resource.RLIMIT_CPU, int(self._cpu_s) + 2),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))
        signal.setitimer(signal.ITIMER_PROF, self._cpu_s)

    def _say(self, kind: bytes, body: bytes = b"") -> None:
        data = frames.frame(kind, body)
        while data:
            data = data[os.write(1, data) :]


def _how_ended(code: int, answer: bytes) -> bytes:
    if code in {-signal.SIGPROF, -signal.SIGXCPU}:
        return frames.TIME
    if code < 0 or code == FAILED:
        return frames.LOST
    if code == TRAPPED:
        return frames.CRASHED
    return frames.DONE if answer and not code else frames.QUIT


def _die_with_the_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def give_up_rights() -> None:
    """Become nobody if this is root, and keep from ever getting more rights."""
    if os.getuid() == 0:
        with contextlib.suppress(OSError):  # a container may keep even root from it
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _die_with_the_parent()  # a change of the user has undone it


def step_back() -> None:
    """Have a core only while nobody else wants it, where the system knows of that, and else little of it.

    Linux shares a core among sessions first (`sched(7)`, autogroup), and a worker has one of its own."""
    os.nice(NICE)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a container may keep a process from it
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        if os.getsid(0) == os.getpid():
            with contextlib.suppress(OSError):
                Path("/proc/self/autogroup").write_text(f"{LEAST}", encoding="ascii")


def main(argv: list[str]) -> NoReturn:
    """Start an interpreter of the compiled module, and serve; *argv* has its path, the guest's text, and the limits."""
    compiled, guest, memory_mib, cpu_s, wall_s = argv
    step_back()
    warnings.simplefilter("ignore")  # stderr is nobody's
    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, FILES_MOST)):
        resource.setrlimit(what, (most, most))
    worker = Worker(cpu_s=float(cpu_s), wall_s=float(wall_s))
    is_ready = False
    try:
        engine = wasmtime.Engine(config())
        module = wasmtime.Module.deserialize_file(engine, compiled)
        text = Path(guest).read_text(encoding="utf-8")
        give_up_rights()  # from here on, no file of the project may be in reach
        store = wasmtime.Store(engine)
        store.set_limits(memory_size=int(memory_mib) * MIB, instances=1, memories=1, tables=2)
        linker = wasmtime.Linker(engine)
        python = ["python", "-I", "-S", "-B", "-X", "utf8", "-c", text]
        System(python, read=worker.next_line, write=worker.answer).link(linker, module)
        start = linker.instantiate(store, module).exports(store)["_start"]
        is_ready = True
        start(store)  # pyright: ignore[reportCallIssue]  # a function
    except (wasmtime.Trap, wasmtime.WasmtimeError) as trap:
        code, why = TRAPPED, str(trap)
    except BaseException as fault:  # noqa: BLE001  # whatever it is, it ends here, without a word to the program
        code, why = FAILED, repr(fault)
    else:
        code, why = FAILED, "the interpreter ended"
    if not is_ready:
        with contextlib.suppress(OSError):
            os.write(1, frames.frame(frames.UNABLE, why.encode()[:1_000]))
    os._exit(code)
