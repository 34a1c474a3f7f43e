"""The names and headers of data files."""

import pytest

from persistence import files
from persistence.errors import FormatNewer
from persistence.files import Damaged, Header
from persistence.frames import Line, frame, frame_facts, unframe


def line(raw: bytes) -> Line:
    return Line(0, len(raw), raw, unframe(raw))


def test_names_are_sorted_into_what_they_are() -> None:
    stock = files.take_stock(
        [
            "lock",
            "journal-00000002.log",
            "journal-00000001.log",
            "snapshot-00000002.lines",
            "snapshot-00000003.lines.damaged",
            "snapshot-00000004.lines.damaged-2",
            "journal-00000009.log.part",
            "journal-00000007.log.replaced",
            "journal-00000006.log.damaged.replaced",
            "journal-00000008.lines",
            "notes.txt",
            "mark",
            "mark.part",
            "mark.damaged-2",
            "mark.lines",
        ]
    )
    assert (stock.snapshots, stock.segments, stock.highest) == ([2], [1, 2], 4)
    assert stock.is_marked
    assert stock.names == ["snapshot-00000002.lines", "journal-00000001.log", "journal-00000002.log", "mark"]
    assert stock.parts == ["journal-00000009.log.part", "mark.part"]
    assert stock.set_aside == ["mark.damaged-2", "snapshot-00000003.lines.damaged", "snapshot-00000004.lines.damaged-2"]


def test_a_folder_with_a_mark_is_not_empty() -> None:
    assert not files.take_stock(["mark"]).is_empty
    assert files.take_stock(["lock", "mark.part"]).is_empty
    assert files.take_stock(["lock"]).names == []


def test_numbers_go_on_beyond_eight_digits() -> None:
    name = files.name(files.JOURNAL, 123_456_789)
    assert files.take_stock([name]).segments == [123_456_789]


def test_a_name_for_what_is_set_aside_is_never_one_that_is_taken() -> None:
    taken = {"x.damaged", "x.damaged-2"}
    assert files.aside(taken, "x", files.DAMAGED) == "x.damaged-3"
    assert files.aside((), "x", files.DAMAGED) == "x.damaged"


def test_a_header_comes_back() -> None:
    header = Header(files.JOURNAL, 1, 12, "game", body=5, epoch=3)
    assert files.read_header(line(header.line()), kind=files.JOURNAL, number=12) == header


def test_a_newer_format_is_refused_whatever_else_it_says() -> None:
    with pytest.raises(FormatNewer, match="format 99"):
        files.read_header(line(frame_facts({"format": 99})), kind=files.JOURNAL, number=1)


@pytest.mark.parametrize(
    "first",
    [
        None,
        line(b""),
        line(b"garbage\n"),
        line(frame("nonsense")),
        line(frame("[]")),
        line(frame_facts({"kind": "journal"})),
        line(frame_facts({"kind": "journal", "format": "?", "number": 1, "game": "", "body": 0})),
        line(frame_facts({"kind": "journal", "format": 1, "number": None, "game": "", "body": 0})),
        line(Header(files.JOURNAL, 0, 1, "").line()),
        line(Header(files.JOURNAL, 1, 2, "").line()),
        line(Header(files.SNAPSHOT, 1, 1, "").line()),
    ],
)
def test_what_is_not_this_files_header_is_damage(first: Line | None) -> None:
    with pytest.raises(Damaged):
        files.read_header(first, kind=files.JOURNAL, number=1)
