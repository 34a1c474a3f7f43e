"""Every refusal of the data folder, as a class with a stable code and one line for the operator.

StoreError
├── FolderLocked       folder_locked       another server has the folder
├── FolderUnwritable   folder_unwritable   the folder cannot be made, read or written
├── FolderInUse        folder_in_use       a restore would write over somebody's game
├── DataDamaged        data_damaged        nothing good can be built from what is there
├── DataOlder          data_older          the folder lacks what it is known to have had
├── DataMissing        data_missing        the folder is empty, and a game was expected
├── FormatNewer        format_newer        the files are of a later version of the game
├── ExportUnreadable   export_unreadable   a file that was to be restored is not a whole export
└── DiskTrouble        disk_trouble        the disk did not take what was written; try again later

This module imports nothing of ours, so that every other one may raise from it.
"""

from typing import ClassVar


class StoreError(Exception):
    """Something about the data folder; *code* is stable and meant for programs, *text* is one line for the operator."""

    code: ClassVar[str] = "store"

    def __init__(self, text: str) -> None:
        """Take the line that the operator reads."""
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        """Give the code and the line."""
        return f"{self.code}: {self.text}"


class FolderLocked(StoreError):
    """Another process has the data folder."""

    code = "folder_locked"


class FolderUnwritable(StoreError):
    """The data folder cannot be made, read or written."""

    code = "folder_unwritable"


class FolderInUse(StoreError):
    """A restore was asked for into a folder that already has a game."""

    code = "folder_in_use"


class DataDamaged(StoreError):
    """There is data, but no state can be built from it without losing something that was promised."""

    code = "data_damaged"


class DataOlder(StoreError):
    """The newest files are gone, or all of them: what is left is an earlier game than the one that was promised."""

    code = "data_older"


class DataMissing(StoreError):
    """There is no game, and the operator says that there is one: a volume that is not mounted looks like this."""

    code = "data_missing"


class FormatNewer(StoreError):
    """A file was written by a later version of the game."""

    code = "format_newer"


class ExportUnreadable(StoreError):
    """A file that was to be restored is not a whole export."""

    code = "export_unreadable"


class DiskTrouble(StoreError):
    """The disk did not take what was to be written; nothing is half done, and it may be tried again."""

    code = "disk_trouble"
