"""A disk in memory that can fail at any call, lose its power after any call, and forget what was never synced."""

import copy
import errno
import io
import random
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
FOLDER = Path("/data")


class PowerCut(BaseException):
    """The power is gone: nothing catches this, and nothing reaches the disk any more."""


class Inode:
    """A file: what was written to it, and how much of that is durable."""

    def __init__(self, data: bytes = b"", *, durable: int = 0) -> None:
        """Start with *data*, of which *durable* bytes are safe."""
        self.data = bytearray(data)
        self.durable = durable


class MemoryDisk:
    """A Disk. Its *calls* are counted from 1; one of them, or all from one on, can be made to fail."""

    def __init__(self, image: dict[str, bytes] | None = None) -> None:
        """Start with the files of an *image*, all of them durable."""
        self.entries = {FOLDER / name: Inode(data, durable=len(data)) for name, data in (image or {}).items()}
        self.durable_entries = dict(self.entries)
        self.calls: list[str] = []
        self.fail_at: set[int] = set()
        self.is_failing = False
        self.drops = 0  # how often a sync failed, and what was not durable was dropped
        self.cut_after = 0
        self.is_dead = False
        self.locked: set[Path] = set()
        self._operations: list[tuple[Path | None, Path | None, Inode | None]] = []

    # What is there

    def image(self) -> dict[str, bytes]:
        """Give all files as a killed process leaves them: the kernel has everything that was written."""
        return {path.name: bytes(inode.data) for path, inode in self.entries.items()}

    def after_kill(self) -> "MemoryDisk":
        """Give the disk as another process finds it: what was not synced is still not durable."""
        disk = copy.deepcopy(self)
        disk.calls, disk.fail_at, disk.cut_after, disk.is_dead, disk.locked = [], set(), 0, False, set()
        return disk

    def image_after_power_cut(self, rng: random.Random | None = None) -> dict[str, bytes]:
        """Give what a power cut leaves: what was synced, and, with *rng*, any part of the rest, torn or garbled."""
        entries = dict(self.durable_entries)
        if rng:
            often = rng.choice((0.1, 0.5, 0.9, 1.0))
            for operation in self._operations:
                if rng.random() < often:
                    _apply(entries, operation)
        return {path.name: _left(inode, rng) for path, inode in entries.items()}

    # Disk

    def make_folder(self, folder: Path) -> None:
        """There is a folder already."""
        self._call(f"make_folder {folder}")

    def names(self, folder: Path) -> list[str]:
        """List the names."""
        self._call(f"names {folder}")
        return [path.name for path in self.entries]

    def size(self, path: Path) -> int:
        """Give the size."""
        return len(self.entries[path].data)

    def lines(self, path: Path, *, start: int = 0) -> Iterator[bytes]:
        """Read a file from *start* on."""
        self._call(f"lines {path.name}")
        if path not in self.entries:
            raise FileNotFoundError(errno.ENOENT, "no such file")
        yield from io.BytesIO(bytes(self.entries[path].data[start:]))

    def create(self, path: Path) -> "MemoryFile":
        """Make a file."""
        self._call(f"create {path.name}")
        inode = Inode()
        self._change((None, path, inode))
        return MemoryFile(self, path, inode)

    def sync_file(self, path: Path) -> None:
        """Make a file durable."""
        self._call(f"sync_file {path.name}")
        self.entries[path].durable = len(self.entries[path].data)

    def sync_folder(self, folder: Path) -> None:
        """Make the names durable."""
        self._call(f"sync_folder {folder}")
        self.durable_entries = dict(self.entries)
        self._operations.clear()

    def rename(self, old: Path, new: Path) -> None:
        """Rename a file."""
        self._call(f"rename {old.name}")
        if old not in self.entries:
            raise FileNotFoundError(errno.ENOENT, "no such file")
        self._change((old, new, None))

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        self._call(f"unlink {path.name}")
        if path not in self.entries:
            raise FileNotFoundError(errno.ENOENT, "no such file")
        self._change((path, None, None))

    def lock(self, path: Path) -> "MemoryLock":
        """Hold a name."""
        self._call(f"lock {path.name}")
        if path in self.locked:
            raise BlockingIOError(errno.EAGAIN, "held")
        self.locked.add(path)
        return MemoryLock(self, path)

    def begin_call(self, name: str) -> bool:
        """Count a call; tells whether it is to fail."""
        if self.is_dead:
            raise PowerCut
        self.calls.append(name)
        return self.is_failing or len(self.calls) in self.fail_at

    def end_call(self) -> None:
        """Cut the power when it is time."""
        if self.cut_after == len(self.calls):
            self.is_dead = True
            raise PowerCut

    def _call(self, name: str) -> None:
        # The power goes before the call here, after it for writes and syncs; over all calls both are tried.
        if self.begin_call(name):
            raise OSError(errno.EIO, f"made to fail: {name}")
        self.end_call()

    def _change(self, operation: tuple[Path | None, Path | None, Inode | None]) -> None:
        _apply(self.entries, operation)
        self._operations.append(operation)


class MemoryFile:
    """A File on a MemoryDisk."""

    def __init__(self, disk: MemoryDisk, path: Path, inode: Inode) -> None:
        """Write to *inode*, which has the name *path*."""
        self._disk = disk
        self._path = path
        self._inode = inode
        self._is_open = True

    def write(self, data: bytes) -> None:
        """Write, or fail with any part written."""
        fails = self._disk.begin_call(f"write {self._path.name}")
        self._require_open()
        if fails:
            # A part of it may be there all the same, or even all of it.
            self._inode.data += data[: len(data) * (len(self._disk.calls) % 4) // 3]
            raise OSError(errno.ENOSPC, "made to fail: write")
        self._inode.data += data
        self._disk.end_call()

    def sync(self) -> None:
        """Make durable, or fail and lose what was not."""
        fails = self._disk.begin_call(f"sync {self._path.name}")
        self._require_open()
        if fails:
            # As on Linux: the kernel drops what it could not write, and a later sync succeeds without it.
            self._disk.drops += 1
            length = len(self._inode.data) - self._inode.durable
            self._inode.data[self._inode.durable :] = bytes(length)
            raise OSError(errno.EIO, "made to fail: sync")
        self._inode.durable = len(self._inode.data)
        self._disk.end_call()

    def close(self) -> None:
        """Close."""
        fails = self._disk.begin_call(f"close {self._path.name}")
        self._is_open = False
        if fails:
            raise OSError(errno.EIO, "made to fail: close")
        self._disk.end_call()

    def _require_open(self) -> None:
        if not self._is_open:
            raise OSError(errno.EBADF, "closed")


class MemoryLock:
    """A lock on a MemoryDisk."""

    def __init__(self, disk: MemoryDisk, path: Path) -> None:
        """Hold *path*."""
        self._disk = disk
        self._path = path

    def write(self, data: bytes) -> None:
        """Write, or fail with any part written."""
        raise AssertionError(f"nobody writes {data!r} to a lock")

    def sync(self) -> None:
        """Make durable, or fail and lose what was not."""
        raise AssertionError("nobody writes to a lock")

    def close(self) -> None:
        """Close."""
        fails = self._disk.begin_call("close lock")
        self._disk.locked.discard(self._path)
        if fails:
            raise OSError(errno.EIO, "made to fail: close")
        self._disk.end_call()


def _apply(entries: dict[Path, Inode], operation: tuple[Path | None, Path | None, Inode | None]) -> None:
    old, new, inode = operation
    if old is not None:
        inode = entries.pop(old, None)
    if new is not None and inode is not None:
        entries[new] = inode


def _left(inode: Inode, rng: random.Random | None) -> bytes:
    durable, rest = bytes(inode.data[: inode.durable]), bytearray(inode.data[inode.durable :])
    if rng is None or not rest:
        return durable
    kind = rng.randrange(4)
    if kind == 0:
        return durable + bytes(rest)
    if kind == 1:
        return durable + bytes(rest[: rng.randint(0, len(rest))])
    start = rng.randrange(len(rest))
    end = rng.randint(start, len(rest))
    rest[start:end] = bytes(end - start) if kind == 2 else rng.randbytes(end - start)
    return durable + bytes(rest)


class Onlooker:
    """The same MemoryDisk as another process sees it: it only reads, and none of its calls counts or fails."""

    def __init__(self, disk: MemoryDisk) -> None:
        """Look at *disk*."""
        self.disk = disk

    def names(self, folder: Path) -> list[str]:
        """List the names."""
        return [path.name for path in self.disk.entries if path.parent == folder]

    def lines(self, path: Path, *, start: int = 0) -> Iterator[bytes]:
        """Read a file from *start* on."""
        if path not in self.disk.entries:
            raise FileNotFoundError(errno.ENOENT, "no such file")
        yield from io.BytesIO(bytes(self.disk.entries[path].data[start:]))


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits for anything."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("it waited")
