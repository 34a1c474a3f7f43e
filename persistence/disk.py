"""Every call to the operating system that a data folder needs, as one small object that is handed on.

Tests hand on one that fails, or that forgets what was never synced.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol


class File(Protocol):
    """A file that is being written, from its beginning on."""

    def write(self, data: bytes) -> None:
        """Write all of *data* behind what is there. Raises OSError, after which any part of it may be there."""
        ...

    def sync(self) -> None:
        """Make durable what has been written. Raises OSError, after which nothing unsynced can be relied on."""
        ...

    def close(self) -> None:
        """Let go of the file (and of its lock, when it is one)."""
        ...


class ReadableDisk(Protocol):
    """What whoever only looks at a data folder needs of the operating system; everything raises OSError."""

    def names(self, folder: Path) -> list[str]:
        """List the names in *folder*."""
        ...

    def lines(self, path: Path, *, start: int = 0) -> Iterator[bytes]:
        """Read a file line by line, line ends included, from byte *start* on."""
        ...


class Disk(ReadableDisk, Protocol):
    """What a data folder needs of the operating system; everything raises OSError."""

    def make_folder(self, folder: Path) -> None:
        """Make *folder* and those above it, where missing."""
        ...

    def size(self, path: Path) -> int:
        """Give the size in bytes."""
        ...

    def create(self, path: Path) -> File:
        """Make an empty file, in place of one that has this name."""
        ...

    def sync_file(self, path: Path) -> None:
        """Make durable what an earlier process wrote."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Make durable which names are in *folder*."""
        ...

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, in place of a file that has it."""
        ...

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        ...

    def lock(self, path: Path) -> File:
        """Hold *path* until closed or killed. Raises BlockingIOError while somebody else does."""
        ...


class LocalFile:
    """A file of this machine, by its descriptor."""

    def __init__(self, descriptor: int) -> None:
        """Take over an open *descriptor*."""
        self._descriptor = descriptor

    def write(self, data: bytes) -> None:
        """Write all of *data*, however many calls that takes."""
        written = os.write(self._descriptor, data)
        while written < len(data):
            written += os.write(self._descriptor, data[written:])

    def sync(self) -> None:
        """Make durable what has been written."""
        if self._descriptor < 0:  # the other calls say so by themselves; this one would raise a ValueError
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the descriptor; later calls fail, instead of reaching another file that was given the same number."""
        descriptor, self._descriptor = self._descriptor, -1
        os.close(descriptor)


class LocalDisk:
    """The disk of this machine."""

    def make_folder(self, folder: Path) -> None:
        """Make *folder* and those above it, where missing."""
        folder.mkdir(parents=True, exist_ok=True)

    def names(self, folder: Path) -> list[str]:
        """List the names in *folder*."""
        return os.listdir(folder)  # noqa: PTH208  # names are wanted, not paths

    def size(self, path: Path) -> int:
        """Give the size in bytes."""
        return path.stat().st_size

    def lines(self, path: Path, *, start: int = 0) -> Iterator[bytes]:
        """Read a file line by line, line ends included, from byte *start* on."""
        with path.open("rb") as file:
            file.seek(start)
            yield from file

    def create(self, path: Path) -> File:
        """Make an empty file, in place of one that has this name."""
        return LocalFile(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600))

    def sync_file(self, path: Path) -> None:
        """Make durable what an earlier process wrote."""
        self._sync(path, os.O_RDWR)

    def sync_folder(self, folder: Path) -> None:
        """Make durable which names are in *folder*."""
        self._sync(folder, os.O_RDONLY)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, in place of a file that has it."""
        old.replace(new)

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def lock(self, path: Path) -> File:
        """Hold *path* by flock: the kernel lets go of it when the process ends, however it ends."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        return LocalFile(descriptor)

    def _sync(self, path: Path, flags: int) -> None:
        descriptor = os.open(path, flags)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
