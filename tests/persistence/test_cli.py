"""`data verify|export|restore`, and what they stand on."""

import json
from pathlib import Path

import pytest

from clickgame.core.scores import Score, ScoreKey
from clickgame.core.state import FORGOTTEN, HEARD, PLAYER, SCORE, Change
from persistence import cli, files
from persistence.cli import DOUBTFUL, REFUSED, WELL, main
from persistence.disk import LocalDisk
from persistence.export import lines_of
from persistence.files import FORMAT, Header
from persistence.recovery import recover
from persistence.restore import restore
from persistence.store import Store
from tests.persistence.world import game, record, records


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a data folder with three players, snapshot and journal."""
    data = tmp_path / "data"
    restore(_made(data), data, records(2), is_replacing=False)
    store = Store.open(data)
    store.load()
    store.append([record(PLAYER, "p2"), record(SCORE, "p2")], at=1.0)
    store.close()
    return data


def _made(data: Path) -> LocalDisk:
    disk = LocalDisk()
    disk.make_folder(data)
    return disk


def newest(folder: Path, kind: str) -> Path:
    return max(folder.glob(f"{kind}-*[sg]"))


# verify


def test_verify_reports_every_file_and_that_all_is_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--folder", str(folder)]) == WELL
    assert capsys.readouterr().out.splitlines() == [
        "snapshot-00000001.lines is whole: 2 players",
        f"journal-00000001.log is whole: {(folder / 'journal-00000001.log').stat().st_size} bytes",
        f"journal-00000002.log is whole: {(folder / 'journal-00000002.log').stat().st_size} bytes",
        "mark tells of journal-00000002.log",
        "3 players, from snapshot 1 and 2 changes in 2 journal segments",
    ]


def test_verify_misses_no_mark_where_there_never_was_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = Path(__file__).parent / "folders" / "format-1" / "closed"
    assert main(["verify"], folder=old) == WELL
    assert "mark" not in capsys.readouterr().out
    (folder / "mark").unlink()
    assert main(["verify"], folder=folder) == DOUBTFUL
    assert "; the mark is missing" in capsys.readouterr().out


def test_verify_looks_at_a_running_server_without_disturbing_it(folder: Path) -> None:
    store = Store.open(folder)
    store.load()
    before = sorted(folder.iterdir())
    assert main(["verify"], folder=folder) == WELL
    assert sorted(folder.iterdir()) == before
    store.close()


def test_verify_tells_what_somebody_should_look_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "snapshot-00000000.lines").write_bytes(b"")
    (folder / "journal-00000009.log.damaged").touch()
    with newest(folder, "journal").open("ab") as journal:
        journal.write(b"torn")
    assert main(["verify"], folder=folder) == DOUBTFUL
    said = capsys.readouterr().out
    assert "snapshot-00000000.lines is empty" in said
    assert "journal-00000009.log.damaged was set aside" in said
    assert "journal-00000002.log is whole up to byte" in said


@pytest.mark.parametrize("name", ["missing", "file"])
def test_verify_refuses_what_is_no_folder(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["verify"], folder=tmp_path / name) == REFUSED
    assert capsys.readouterr().err.startswith("folder_unwritable: ")


def test_verify_tells_of_a_mark_that_is_damaged_or_of_what_is_not_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = (folder / "mark").read_bytes()
    (folder / "mark").write_bytes(b"?")
    assert main(["verify"], folder=folder) == DOUBTFUL
    assert "mark has no readable header" in capsys.readouterr().out
    (folder / "mark").write_bytes(mark)
    newest(folder, "journal").unlink()
    assert main(["verify"], folder=folder) == REFUSED
    said = capsys.readouterr()
    assert "mark tells of journal-00000002.log" in said.out
    assert said.err.startswith("data_older: ")


def test_verify_says_when_the_game_would_not_start(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newest(folder, "journal").write_bytes(b"")
    assert main(["verify"], folder=folder) == REFUSED
    assert capsys.readouterr().err.startswith("data_damaged: ")


# export and restore


def test_a_game_goes_out_and_in_again(folder: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "game.jsonl", tmp_path / "other"
    assert main(["export", str(file)], folder=folder) == WELL
    assert main(["restore", str(file), "--folder", str(other)]) == WELL
    assert recover(LocalDisk(), other).state == game()
    assert not (tmp_path / "game.jsonl.part").exists()


def test_an_export_is_json_lines_for_anybody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "-"], folder=folder) == WELL
    header, *lines = map(json.loads, capsys.readouterr().out.splitlines())
    assert header == {"kind": "export", "format": FORMAT, "records": 6}
    assert lines[1] == {"kind": "player", "id": "p1", "key": "key1", "handle": "Hándle 1", "seen_at": 0.5}
    assert lines[4]["player"] == "p1"
    assert lines[4]["pages"] == {"page": {"count": 1, "at": 0.25}}


def test_a_restore_never_writes_over_a_game(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "game.jsonl"
    file.write_text("".join(lines_of(game(1))))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["restore", str(file)], folder=folder) == REFUSED
    assert capsys.readouterr().err.startswith("folder_in_use: ")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert main(["restore", str(file), "--replace"], folder=folder) == WELL
    assert recover(LocalDisk(), folder).state == game(1)
    kept = {path.name.removesuffix(".replaced"): path.read_bytes() for path in folder.glob("*.replaced")}
    assert kept == {name: data for name, data in before.items() if name != "lock"}
    assert main(["restore", str(file), "--replace"], folder=folder) == WELL
    assert recover(LocalDisk(), folder).state == game(1)


def test_a_restore_makes_up_for_a_folder_that_has_lost_everything(folder: Path, tmp_path: Path) -> None:
    """There is a mark left, so it has to be said that it should be replaced; numbers and lives go on from it."""
    file = tmp_path / "game.jsonl"
    file.write_text("".join(lines_of(game(1))))
    for path in [*folder.glob("journal*"), *folder.glob("snapshot*")]:
        path.unlink()
    assert main(["restore", str(file)], folder=folder) == REFUSED
    assert main(["restore", str(file), "--replace"], folder=folder) == WELL
    recovered = recover(LocalDisk(), folder)
    assert (recovered.state, recovered.is_clean, recovered.epoch) == (game(1), True, 2)
    assert (folder / "mark.replaced").exists()
    assert (folder / "snapshot-00000003.lines").exists()


@pytest.mark.parametrize("damaged", ["mark", "journal-00000002.log"])
def test_what_is_damaged_or_newer_is_replaced_all_the_same(folder: Path, tmp_path: Path, damaged: str) -> None:
    file = tmp_path / "game.jsonl"
    file.write_text("".join(lines_of(game(1))))
    kind, number = (files.MARK, 0) if damaged == "mark" else (files.JOURNAL, 2)
    for data in (b"?", Header(kind, files.FORMAT + 1, number, "g").line()):
        (folder / damaged).write_bytes(data)
        assert main(["restore", str(file), "--replace"], folder=folder) == WELL
        recovered = recover(LocalDisk(), folder)
        assert (recovered.is_clean, recovered.epoch) == (True, 2), "whichever of the two is left tells of the last life"


def test_a_restore_is_refused_while_a_server_runs(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "game.jsonl"
    file.write_text("".join(lines_of(game(1))))
    store = Store.open(folder)
    assert main(["restore", str(file), "--replace"], folder=folder) == REFUSED
    store.close()


def test_a_restore_needs_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(tmp_path / "none")], folder=tmp_path) == REFUSED
    assert capsys.readouterr().err.startswith("export_unreadable: ")


def test_an_export_that_cannot_be_written_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(folder / "no" / "where")], folder=folder) == REFUSED
    assert capsys.readouterr().err.startswith("disk_trouble: ")


# salvage


def test_what_can_be_read_of_a_refused_folder_is_salvaged(folder: Path, tmp_path: Path) -> None:
    """The journal has a hole, and the player before and behind it is saved."""
    store = Store.open(folder)
    store.load()
    renamed = record(PLAYER, "p0")
    store.append([renamed], at=2.0)
    store.sync()
    changed = game().scores["p0"][ScoreKey("p0")]
    changed.total = 99
    store.append([Change(HEARD, changed, "page")], at=3.0)
    store.append([Change(HEARD, game().scores["p1"][ScoreKey("p1")], "page"), Change(FORGOTTEN, "p2")], at=4.0)
    store.close()
    journal = newest(folder, "journal")
    journal.write_bytes(journal.read_bytes().replace(b'["p","p0"', b'["p","po"'))
    file, other = tmp_path / "saved.jsonl", tmp_path / "other"
    assert main(["export", str(file)], folder=folder) == REFUSED
    assert main(["export", "--salvage", str(file)], folder=folder) == WELL
    assert main(["restore", str(file)], folder=other) == WELL
    saved = recover(LocalDisk(), other).state
    assert saved.players.keys() == {"p0", "p1"}
    assert saved.scores["p0"][ScoreKey("p0")].total == 99


def test_changes_that_fit_nobody_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open(folder)
    store.load()
    store.append([Change(HEARD, Score(ScoreKey("stranger")))], at=2.0)
    store.close()
    assert main(["export", "--salvage", "-"], folder=folder) == DOUBTFUL
    assert "1 changes fit no player" in capsys.readouterr().err


def test_reading_moves_the_progress_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_STEP_BYTES", 10)
    file = tmp_path / "game.jsonl"
    file.write_text("".join(lines_of(game(40))))
    assert main(["restore", str(file)], folder=tmp_path / "data") == WELL
