"""`data stats`: journals counted by several processes, whatever is damaged, stopped by Ctrl+C with what there is."""

import json
from collections import Counter
from pathlib import Path

import pytest

from persistence import stats
from persistence.cli import DOUBTFUL, REFUSED, WELL, main
from persistence.tally import Tally
from tests.persistence.test_tally import AT, batch, journal, row


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with three journals."""
    for number in (1, 2, 3):
        lines = journal(
            batch(row("p", number * 10, at=AT + 60 * number)), batch(row("p", number * 10 + 5)), number=number
        )
        (tmp_path / f"journal-{number:08}.log").write_bytes(b"".join(lines))
    return tmp_path


def test_a_table_tells_what_there_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats"], folder=folder) == WELL
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines if line.startswith(("presses", "  in"))] == ["presses", ""]
    assert "batches                6, with 6 rows" in lines
    assert "presses                25" in lines
    assert "  in classic           25" in lines


def test_it_is_the_same_for_any_number_of_processes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers: list[str] = []
    for workers in ("1", "2"):
        assert main(["stats", "--json", "--workers", workers, str(folder)]) == WELL
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    said = json.loads(answers[0])
    assert (said["files"], said["presses"], said["arenas"], said["damaged_lines"]) == (3, 25, {"classic": 25}, 0)
    assert sum(said["presses_per_minute"].values()) == 25


def test_damaged_and_unreadable_files_are_survived_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "journal-00000002.log").open("ab") as file:
        file.write(b"torn")
    (folder / "journal-00000004.log").write_bytes(b"nothing\n")
    assert main(["stats"], folder=folder) == DOUBTFUL
    out = capsys.readouterr().out
    assert "damaged lines          1\n" in out
    assert "journal-00000004.log   left out: has no readable header\n" in out


def test_a_file_that_goes_meanwhile_is_told(tmp_path: Path) -> None:
    found = stats.read_one(tmp_path / "journal-00000001.log")
    assert list(found.unreadable) == ["journal-00000001.log"]


def test_a_pattern_chooses_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--pattern", "*3.log", "--json"], folder=folder) == WELL
    assert json.loads(capsys.readouterr().out)["files"] == 1
    assert main(["stats", "--pattern", "*.nothing"], folder=folder) == REFUSED
    assert "no file in" in capsys.readouterr().err


@pytest.mark.parametrize("workers", ["0", "65", "-1", "many", "1e3"])
def test_a_number_of_processes_that_cannot_be_is_refused(folder: Path, workers: str) -> None:
    with pytest.raises(SystemExit):
        main(["stats", f"--workers={workers}"], folder=folder)


def test_ctrl_c_ends_with_what_was_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(path: Path) -> Tally:
        if path.name.endswith("3.log"):
            raise KeyboardInterrupt
        return Tally(files=1, arenas=Counter(classic=4))

    monkeypatch.setattr(stats, "read_one", interrupted)
    assert main(["stats"], folder=folder) == DOUBTFUL
    said = capsys.readouterr()
    assert said.err == "stopped after 2 of 3 files\n"
    assert "presses                8\n" in said.out


def test_nothing_at_all_is_told_as_nothing() -> None:
    assert stats.facts(Tally())["pause_s"] == {"median": 0.0, "longest": 0.0}
    assert "busiest minute         none" in stats.table(Tally())


def test_the_pause_in_the_middle_is_the_median() -> None:
    assert stats.facts(Tally(gaps=Counter({1: 2, 5: 1, 90: 2})))["pause_s"] == {"median": 0.5, "longest": 9.0}
