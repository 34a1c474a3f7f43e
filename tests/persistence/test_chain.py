"""Which segments make up the journal, and when the answer is that something is damaged."""

import re
from collections.abc import Iterable

import pytest

from persistence import files, scan
from persistence.batch import BEFORE_ALL, Moment
from persistence.chain import trace
from persistence.files import Damaged, Header
from persistence.frames import frame, frame_facts
from persistence.scan import Scan
from persistence.segment import Position, begin

BATCH = frame('[1,1,1.0,[["f","nobody"]]]')
TORN = BATCH[:-5]


def read(number: int, *parts: bytes, body: int = 0) -> Scan:
    data = b"".join([Header(files.JOURNAL, files.FORMAT, number, "game", body=body).line(), *parts])
    return scan.scan(iter(data.splitlines(keepends=True)), number=number)


def born(number: int, follows: Position | None, *parts: bytes) -> Scan:
    """Make a segment whose beginning was durable before it had its name."""
    return read(number, begin(follows), *parts, body=len(begin(follows)))


def by_number(scans: Iterable[Scan]) -> dict[int, Scan]:
    return {scan.number: scan for scan in scans}


def synced(number: int, length: int) -> bytes:
    return frame_facts({"synced": (number, length)})


FIRST = born(1, None, BATCH, BATCH)
END = FIRST.size


def test_a_journal_is_followed_from_its_end() -> None:
    chain = trace(by_number([FIRST, read(2, begin((1, END)), BATCH)]), base=0)
    assert [number for number, _ in chain.links] == [1, 2]
    assert (chain.lost, chain.strays) == (0, [])


def test_what_a_later_segment_does_not_follow_is_left_out() -> None:
    """After trouble the journal goes on from where it was durable."""
    short = END - len(BATCH)
    chain = trace(by_number([FIRST, born(2, (1, short), BATCH)]), base=0)
    assert chain.links[0] == (1, short)


def test_a_segment_that_was_made_but_never_used_is_none() -> None:
    for unused in (read(2), read(2, begin((1, END))[:-3])):
        chain = trace(by_number([FIRST, unused]), base=0)
        assert (chain.links, chain.strays) == ([(1, END)], [])


def test_a_torn_end_is_left_out() -> None:
    chain = trace(by_number([born(1, None, BATCH, TORN)]), base=0)
    assert chain.links == [(1, END - len(BATCH))]
    assert (chain.lost, chain.lost_lines) == (len(TORN), 0)


def test_a_hole_in_what_was_not_durable_ends_the_journal() -> None:
    """Lines behind it are whole, but what they built on is gone."""
    hole = b"\0" * 20 + b"\n"
    chain = trace(by_number([born(1, None, hole, BATCH), read(2, begin((1, 500)), BATCH)]), base=0)
    assert chain.lost_lines == 1
    assert chain.strays == [2]


def test_a_begun_segment_with_a_hole_in_its_beginning_goes_with_it() -> None:
    chain = trace(by_number([FIRST, read(2, b"\0\n", BATCH)]), base=0)
    assert (chain.links, chain.strays) == ([(1, END)], [2])


def test_a_segment_of_a_snapshot_ends_the_search() -> None:
    later = read(2, begin((1, END)), BATCH)
    chain = trace({2: later}, base=2, begun=[1, 2])
    assert chain.links == [(2, later.size)]


SECOND = read(2, begin((1, END)), BATCH)
HEADLESS = Scan(2, "game", files.FORMAT, born=90, good=90, size=90)


@pytest.mark.parametrize(
    ("scans", "base", "begun", "sentence"),
    [
        ([], 0, [], "no journal that could be followed"),
        ([HEADLESS], 0, [], "no journal that could be followed"),
        ([SECOND], 0, [], "journal-00000001.log is missing"),
        ([FIRST], 0, [2], "journal-00000002.log is missing"),
        ([FIRST, HEADLESS], 0, [2], "journal-00000002.log is damaged at byte 90, in its beginning"),
        ([FIRST, read(2, b"\0\n", BATCH, synced(2, 200))], 0, [], "journal-00000002.log is damaged at byte"),
        ([FIRST, read(2, b"\0\n", BATCH, body=30)], 0, [], "damaged at byte .*, in its beginning"),
        ([born(1, None, BATCH, b"\0" * 60 + b"\n", synced(1, END))], 0, [], f"first {END} bytes were durable"),
        ([born(1, None, BATCH, TORN), born(2, (1, END), BATCH)], 0, [], f"first {END} bytes were durable"),
        ([born(1, None, BATCH, TORN), SECOND], 0, [2], f"first {END} bytes were durable"),
        ([born(1, None, BATCH, TORN), read(2, begin((1, END)), synced(2, 120))], 0, [], "bytes were durable"),
        ([born(2, (2, 100))], 0, [], "does not go on from where it should"),
        ([born(2, (3, 100))], 0, [], "does not go on from where it should"),
        ([born(4, None)], 3, [], "does not go on from where it should"),
        ([born(4, (2, 100)), read(3, begin((2, 9)))], 3, [3], "does not go on from where it should"),
        ([born(3, (2, 100)), HEADLESS], 0, [], "journal-00000002.log is damaged at byte 90"),
    ],
)
def test_what_was_promised_and_is_not_there_is_damage(
    scans: list[Scan], base: int, begun: list[int], sentence: str
) -> None:
    with pytest.raises(Damaged) as damage:
        trace(by_number(scans), base=base, begun=begun)
    assert re.search(sentence, str(damage.value))


@pytest.mark.parametrize("last", ["7", "[1]", '["a",1,1.0]', "[1,1,null]"])
def test_a_beginning_that_makes_no_sense_is_damage(last: str) -> None:
    with pytest.raises(Damaged, match="makes no sense"):
        read(1, frame(f'{{"follows":null,"last":{last}}}'))


def test_a_beginning_tells_the_batch_before() -> None:
    assert read(2, begin((1, END), last=Moment(3, 17, 0.25))).last == Moment(3, 17, 0.25)
    assert read(2, frame('{"follows":null}')).last == BEFORE_ALL


DEEP = '{"synced":' + "[" * 100_000


@pytest.mark.parametrize("note", ["{", DEEP, '{"other":1}', '{"synced":7}', '{"synced":[1]}', '{"synced":["a","b"]}'])
def test_a_note_that_makes_no_sense_is_damage(note: str) -> None:
    with pytest.raises(Damaged, match="makes no sense"):
        born(1, None, frame(note))


def test_a_note_hidden_behind_a_damaged_line_end_still_counts() -> None:
    found = born(1, None, BATCH[:-1] + b"\x0b" + synced(1, END))
    assert found.synced == [(1, END)]


def test_batches_are_read_up_to_the_place_that_counts() -> None:
    data = Header(files.JOURNAL, files.FORMAT, 1, "game").line() + begin(None) + BATCH + BATCH
    lines = data.splitlines(keepends=True)
    assert len(list(scan.batches(iter(lines), upto=len(data) - 1))) == 1
    assert len(list(scan.batches(iter(lines), upto=len(data)))) == 2


@pytest.mark.parametrize("bad", [TORN + b"\n", frame("[")])
def test_a_batch_that_makes_no_sense_is_damage(bad: bytes) -> None:
    with pytest.raises(Damaged):
        list(scan.batches(iter([b"header\n", bad]), upto=1000))


def test_whole_lists_are_found_among_anything() -> None:
    lines = [b"garbage\n", BATCH, frame("["), begin(None), TORN + b"\n", BATCH]
    assert len(list(scan.whole_lists(iter(lines)))) == 2
