"""What a journal comes to in numbers, damaged lines left out."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from persistence.files import JOURNAL, Header
from persistence.frames import frame, frame_facts
from persistence.tally import Tally, tally

AT = 1_763_724_000.0  # a whole minute
MINUTE = int(AT // 60)


def row(player: str, total: int, *, at: float = AT, arena: str = "classic", mark: str = "h") -> str:
    """Write a row of a score as the codec does."""
    return f'["{mark}","{player}","{arena}","ever",1,1,{total},{at!r},null,null,0.0,0,null,0.0]'


def batch(*rows: str, at: float = AT, seq: int = 1) -> bytes:
    """Write a line of the journal."""
    return frame(f"[1,{seq},{at:.3f},[{','.join(rows)}]]")


def journal(*lines: bytes, number: int = 3, written: int = 4) -> Iterator[bytes]:
    """Give a file's lines."""
    return iter([Header(JOURNAL, written, number, "game", epoch=1).line(), *lines])


def test_presses_are_the_differences_of_totals() -> None:
    found = tally(
        "a", journal(batch(row("p", 10, mark="s")), batch(row("p", 13), '["x"]', at=AT + 61), batch(row("p", 13)))
    )
    assert (found.presses, found.batches, found.rows, found.files, found.damaged_lines) == (3, 3, 4, 1, 0)
    assert found.minutes == {MINUTE: 3}
    assert found.arenas == {"classic": 3}
    assert found.bytes > 200


def test_files_that_follow_go_on_from_the_totals_before() -> None:
    found = tally("a", journal(batch(row("p", 10))))
    found.add(tally("b", journal(batch(row("p", 14, at=AT + 60), row("q", 5)), batch(row("q", 6)))))
    assert found.presses == 5
    assert found.minutes == {MINUTE: 1, MINUTE + 1: 4}
    assert found.files == 2


@given(
    st.lists(st.tuples(st.sampled_from("pq"), st.sampled_from(["classic", "sprint"]), st.integers(1, 50)), max_size=12),
    st.data(),
)
def test_it_does_not_matter_where_files_end(presses: list[tuple[str, str, int]], data: st.DataObject) -> None:
    totals: dict[tuple[str, str], int] = {}
    lines: list[bytes] = []
    for player, arena, count in presses:
        totals[player, arena] = totals.get((player, arena), 0) + count
        lines.append(batch(row(player, totals[player, arena], arena=arena)))
    cut = data.draw(st.integers(0, len(lines)))
    found = tally("a", journal(*lines[:cut]))
    found.add(tally("b", journal(*lines[cut:])))
    whole = tally("c", journal(*lines))
    assert (found.minutes, found.arenas, found.batches, found.lasts) == (
        whole.minutes,
        whole.arenas,
        whole.batches,
        whole.lasts,
    )


def test_a_total_that_went_back_takes_nothing_away() -> None:
    assert tally("a", journal(batch(row("p", 10)), batch(row("p", 4)), batch(row("p", 6)))).presses == 2


def test_pauses_are_counted_and_a_clock_that_went_back_is_no_pause() -> None:
    lines = [batch(at=AT), batch(at=AT + 0.25), batch(at=AT + 5.3), batch(at=AT)]
    assert tally("a", journal(*lines)).gaps == {2: 1, 50: 1}


def test_the_slowest_sync_is_known_from_the_batch_behind_the_note() -> None:
    header = len(next(journal()))
    first, second = batch(at=AT), batch(at=AT + 1)
    note = frame_facts({"synced": [3, header + len(first)]})
    found = tally("a", journal(first, second, note, batch(at=AT + 4), batch(at=AT + 9)))
    assert found.slowest_sync_s == 4.0


def test_notes_of_another_file_and_of_the_beginning_tell_nothing() -> None:
    notes = [frame_facts({"synced": [2, 10_000]}), frame_facts({"follows": None})]
    assert tally("a", journal(batch(at=AT), *notes, batch(at=AT + 4))).slowest_sync_s == 0.0


def test_damaged_lines_are_counted_and_left_out() -> None:
    lines = [
        batch(row("p", 1)),
        b"torn\n",
        frame("5"),
        frame("[1]"),
        frame('{"synced":7}'),
        frame('[1,2,3.0,[{"a":1}]]'),
        frame("[" * 20_000),
        batch(row("p", 2).replace(",2,", ',"2",')),
        batch('["h","p"]'),
        batch(row("p", 3)),
        b"01234567 [1",
    ]
    found = tally("a", journal(*lines))
    assert (found.damaged_lines, found.presses) == (9, 2)


def test_a_file_that_is_none_of_the_journal_is_named() -> None:
    assert tally("a", iter([])).unreadable == {"a": "is empty"}
    assert "reads up to" in tally("a", journal(written=99)).unreadable["a"]


def test_older_formats_are_read() -> None:
    folders = Path(__file__).parent / "folders"
    for name in ("format-1", "format-2", "format-3", "format-4"):
        found = Tally()
        for path in sorted((folders / name / "closed").glob("journal-*.log")):
            found.add(tally(path.name, iter(path.read_bytes().splitlines(keepends=True))))
        assert found.batches > 0, name
        assert (found.damaged_lines, found.unreadable) == (0, {}), name
