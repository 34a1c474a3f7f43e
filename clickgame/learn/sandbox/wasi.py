"""The system that a program in the sandbox sees: a clock, chance, one line of input, one way out, and nothing else.

WebAssembly can do only what it is given functions for. CPython's build for WASI asks for 46 of them; some 15 have
something to do here, and the others answer that there is no such file. None opens, reads or writes a file, a socket or
a process. The numbers are those of https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md.
"""

import os
import struct
import time
from collections.abc import Callable
from typing import Any

from wasmtime import Caller, FuncType, Linker, Module
from wasmtime import Memory as Pages

OK, BAD_FILE, INVALID, NO_SEEK = 0, 8, 28, 70
STDIN, STDOUT, STDERR = 0, 1, 2
RANDOM_MOST = 1 << 16  # Bytes of one call; who wants more asks again.
SLEEP_MOST_S = 1.0  # In all: a program that sleeps on is awake, and spends its time of the processor.
SUBSCRIPTION, EVENT = struct.Struct("<QB7xI4xQQH6x"), struct.Struct("<QHB21x")
CLOCKS = (time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID)
EVENTS_MOST = 64
U32 = 0xFFFFFFFF
ALL_RIGHTS = (1 << 30) - 1


class Memory:
    """A program's memory, for as long as one call lasts. Raises IndexError for what is not in it."""

    def __init__(self, caller: Caller) -> None:
        """Look at the memory of *caller*."""
        self._caller = caller
        self._pages: Pages = caller["memory"]  # pyright: ignore[reportAttributeAccessIssue]  # what each module exports as that

    def get(self, start: int, size: int) -> bytes:
        """Read *size* bytes."""
        start, size = self._inside(start, size)
        return bytes(self._pages.read(self._caller, start, start + size))

    def put(self, start: int, data: bytes) -> None:
        """Write *data*."""
        start, size = self._inside(start, len(data))
        if size:
            self._pages.write(self._caller, data, start)

    def put_u32(self, start: int, value: int) -> None:
        """Write one number."""
        self.put(start, struct.pack("<I", value))

    def buffers(self, start: int, count: int) -> list[tuple[int, int]]:
        """Read a list of places: where each begins, and how long it is."""
        return list(struct.iter_unpack("<II", self.get(start, 8 * (count & U32))))

    def _inside(self, start: int, size: int) -> tuple[int, int]:
        start, size = start & U32, size & U32  # a pointer comes as a number with a sign
        if start + size > self._pages.data_len(self._caller):
            raise IndexError("a program points out of its memory")
        return start, size


class System:
    """The functions, by their names in WASI; each is given the caller's memory first, and gives an error number."""

    def __init__(self, argv: list[str], *, read: Callable[[], bytes], write: Callable[[bytes], None]) -> None:
        """Have *argv* as arguments; *read* gives the next input, b"" at its end; *write* takes output.

        `read` may return in another process than it was called in.
        """
        self._argv = [argument.encode() + b"\0" for argument in argv]
        self._read, self._write = read, write
        self._input = b""
        self._sleep_left_s = SLEEP_MOST_S

    def link(self, linker: Linker, module: Module) -> None:
        """Give *linker* all that *module* asks for."""
        for asked in module.imports:
            name, kind = str(asked.name), asked.type
            if not isinstance(kind, FuncType):
                raise TypeError(f"the module asks for {name}, which is no function")
            linker.define_func(asked.module, name, kind, self._function(name), access_caller=True)

    def _function(self, name: str) -> Callable[..., Any]:
        function: Callable[..., Any] = getattr(self, f"_{name}", _nothing)
        return lambda caller, *numbers: function(Memory(caller), *numbers)

    def _args_sizes_get(self, memory: Memory, count: int, size: int) -> int:
        memory.put_u32(count, len(self._argv))
        memory.put_u32(size, sum(map(len, self._argv)))
        return OK

    def _args_get(self, memory: Memory, pointers: int, texts: int) -> int:
        for number, argument in enumerate(self._argv):
            memory.put_u32(pointers + 4 * number, texts)
            memory.put(texts, argument)
            texts += len(argument)
        return OK

    def _environ_sizes_get(self, memory: Memory, count: int, size: int) -> int:
        memory.put_u32(count, 0)
        memory.put_u32(size, 0)
        return OK

    def _environ_get(self, _memory: Memory, _pointers: int, _texts: int) -> int:
        return OK

    def _clock_res_get(self, memory: Memory, clock: int, result: int) -> int:
        memory.put(result, struct.pack("<Q", 1))
        return OK if 0 <= clock < len(CLOCKS) else INVALID

    def _clock_time_get(self, memory: Memory, clock: int, _precision: int, result: int) -> int:
        if not 0 <= clock < len(CLOCKS):
            return INVALID
        memory.put(result, struct.pack("<Q", time.clock_gettime_ns(CLOCKS[clock])))
        return OK

    def _random_get(self, memory: Memory, start: int, size: int) -> int:
        size &= U32
        for offset in range(0, size, RANDOM_MOST):
            memory.put(start + offset, os.urandom(min(RANDOM_MOST, size - offset)))
        return OK

    def _fd_read(self, memory: Memory, file: int, buffers: int, count: int, result: int) -> int:
        if file != STDIN:
            return BAD_FILE
        self._input = self._input or self._read()
        total = 0
        for start, size in memory.buffers(buffers, count):
            part, self._input = self._input[:size], self._input[size:]
            memory.put(start, part)
            total += len(part)
        memory.put_u32(result, total)
        return OK

    def _fd_write(self, memory: Memory, file: int, buffers: int, count: int, result: int) -> int:
        if file not in {STDOUT, STDERR}:
            return BAD_FILE
        total = 0
        for start, size in memory.buffers(buffers, count):
            if file == STDOUT:
                self._write(memory.get(start, size))
            total += size
        memory.put_u32(result, total)
        return OK

    def _fd_fdstat_get(self, memory: Memory, file: int, result: int) -> int:
        if file not in {STDIN, STDOUT, STDERR}:
            return BAD_FILE
        memory.put(result, struct.pack("<BxH4xQQ", 0, 0, ALL_RIGHTS, 0))
        return OK

    def _fd_filestat_get(self, memory: Memory, file: int, result: int) -> int:
        if file not in {STDIN, STDOUT, STDERR}:
            return BAD_FILE
        memory.put(result, bytes(64))
        return OK

    def _fd_seek(self, _memory: Memory, file: int, _offset: int, _whence: int, _result: int) -> int:
        return NO_SEEK if file in {STDIN, STDOUT, STDERR} else BAD_FILE

    def _poll_oneoff(self, memory: Memory, asked: int, told: int, count: int, result: int) -> int:
        """Wait for the first of some times; whatever else is waited for has come already."""
        if not 0 < count <= EVENTS_MOST:
            return INVALID
        waits: list[tuple[float, int, int]] = []
        for number in range(count):
            data = memory.get(asked + number * SUBSCRIPTION.size, SUBSCRIPTION.size)
            user, kind, clock, timeout, _precision, flags = SUBSCRIPTION.unpack(data)
            now = time.clock_gettime_ns(CLOCKS[clock if clock < len(CLOCKS) else 0]) if flags & 1 else 0
            waits.append((max(0, timeout - now) / 1e9 if kind == 0 else 0.0, user, kind))
        wait_s, user, kind = min(waits)
        wait_s = min(wait_s, self._sleep_left_s)
        self._sleep_left_s -= wait_s
        time.sleep(wait_s)
        memory.put(told, EVENT.pack(user, OK, kind))
        memory.put_u32(result, 1)
        return OK

    def _sched_yield(self, _memory: Memory) -> int:
        return OK

    def _proc_exit(self, _memory: Memory, code: int) -> None:
        os._exit(code & 0x1F)


def _nothing(_memory: Memory, *_numbers: int) -> int:
    return BAD_FILE
