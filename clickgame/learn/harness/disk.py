"""A disk in memory on which the power can fail, for the lessons about saving.

Like a real one it keeps what is written in a hurry, and may lose whatever was not synced: a file's content until
`sync(name)`, and which names there are, until `sync_folder()`. After a power cut, files have their synced content and a
part of the rest, and of the changes to names those that came first."""


class PowerCut(BaseException):
    """The power failed; no `Exception`, because a program cannot catch that and go on."""


class _File:
    def __init__(self) -> None:
        self.text = ""
        self.synced = ""


class Disk:
    """One folder of text files."""

    def __init__(self) -> None:
        """Begin empty."""
        self.operations = 0
        """How many there were, reading left out."""
        self.syncs = 0
        """How many of them were for files to be synced."""
        self._power: int | None = None
        self._names: dict[str, _File] = {}
        self._synced: dict[str, _File] = {}
        self._changes: list[dict[str, _File]] = []

    def write(self, name: str, text: str) -> None:
        """Make *text* the whole content of the file *name*."""
        self._operate(text)
        file = self._file(name)
        file.text = text

    def append(self, name: str, text: str) -> None:
        """Put *text* to the end of the file *name*, which is made if there is none."""
        self._operate(text)
        self._file(name).text += text

    def sync(self, name: str) -> None:
        """Wait until the content of the file *name* is safe. Raises FileNotFoundError."""
        self._operate()
        self.syncs += 1
        file = self._find(name)
        file.synced = file.text

    def rename(self, old: str, new: str) -> None:
        """Give the file *old* the name *new*, in place of the one that has it. Raises FileNotFoundError."""
        self._operate()
        file = self._find(old)
        del self._names[old]
        self._names[new] = file
        self._note()

    def delete(self, name: str) -> None:
        """Take the name *name* away. Raises FileNotFoundError."""
        self._operate()
        self._find(name)
        del self._names[name]
        self._note()

    def sync_folder(self) -> None:
        """Wait until the names are safe."""
        self._operate()
        self._synced = dict(self._names)
        self._changes.clear()

    def read(self, name: str) -> str:
        """Give the content of the file *name*. Raises FileNotFoundError."""
        return self._find(name).text

    def names(self) -> list[str]:
        """List the files, in order of their names."""
        return sorted(self._names)

    def fail_after(self, operations: int | None) -> None:
        """Let the power fail at the operation that follows so many; None is never."""
        self._power = None if operations is None else self.operations + operations

    def crash(self, *, content: float = 0.0, names: float = 0.0) -> None:
        """Turn the power off and on: of what was not synced, these parts (0 to 1) were on the disk already."""
        self._power = None
        if self._changes:
            kept = round(len(self._changes) * names)
            self._synced = dict(self._changes[kept - 1]) if kept else self._synced
        self._changes.clear()
        self._names = dict(self._synced)
        for file in set(self._names.values()):
            file.text = file.synced = _left_of(file, content)

    def _file(self, name: str) -> _File:
        if name not in self._names:
            self._names[name] = _File()
            self._note()
        return self._names[name]

    def _find(self, name: str) -> _File:
        if name not in self._names:
            raise FileNotFoundError(name)
        return self._names[name]

    def _note(self) -> None:
        self._changes.append(dict(self._names))

    def _operate(self, text: object = "") -> None:
        if not isinstance(text, str):
            raise TypeError(f"a file takes text, not {type(text).__name__}")
        if self._power is not None and self.operations >= self._power:
            raise PowerCut
        self.operations += 1


def _left_of(file: _File, part: float) -> str:
    """Give what a power cut leaves of *file*: what was appended comes in order, what was replaced is torn."""
    if file.text.startswith(file.synced):
        added = file.text[len(file.synced) :]
        return file.synced + added[: round(len(added) * part)]
    return file.synced if not part else file.text[: round(len(file.text) * part)]
