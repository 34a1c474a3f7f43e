"""Notes beside the game: written whole, read back, set aside and said where they are damaged."""

import os
from pathlib import Path

import pytest

from persistence.notes import BYTES_MOST, Notes


def test_notes_are_read_as_they_were_written_and_none_are_none(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "ops.json")
    assert notes.read() == {}
    notes.write({"limits": {"lag": 5.0}})
    notes.write({"limits": {"lag": 6.0}})
    assert Notes(tmp_path / "ops.json").read() == {"limits": {"lag": 6.0}}
    assert [path.name for path in tmp_path.iterdir()] == ["ops.json"]
    assert (tmp_path / "ops.json").stat().st_mode & 0o777 == 0o600
    assert notes.said == []


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000, b'{"a":"' + b"x" * BYTES_MOST + b'"}'], ids=range(7)
)
def test_damaged_ones_are_set_aside_and_said(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "ops.json").write_bytes(text)
    notes = Notes(tmp_path / "ops.json")
    assert notes.read() == {}
    assert notes.said == ["ops.json is damaged: it is set aside as ops.json.damaged"]
    assert (tmp_path / "ops.json.damaged").read_bytes() == text


def test_a_disk_that_refuses_leaves_the_old_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = Notes(tmp_path / "ops.json")
    notes.write({"a": 1})

    def refuse(*_: object) -> None:
        raise OSError("full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(OSError, match="full"):
            notes.write({"a": 2})
    assert notes.read() == {"a": 1}
