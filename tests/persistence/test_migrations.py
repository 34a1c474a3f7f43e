"""Folders and exports of every format that there ever was become today's records."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clickgame.core.players import Player
from clickgame.core.scores import Page, Score, ScoreKey
from clickgame.core.state import PLAYER, Change, State
from persistence.batch import Moment
from persistence.cli import WELL, main
from persistence.disk import LocalDisk
from persistence.export import state_of
from persistence.files import FORMAT, Damaged
from persistence.migrations import MIGRATIONS, Migration, batch_of, rows_of
from persistence.recovery import recover
from persistence.store import Store
from tests.persistence.fakes import run
from tests.persistence.world import inline
from tests.persistence.written import written

FOLDERS = Path(__file__).parent / "folders"

# What was played in the folders of format 1: three players, the second renamed, the third held for hammering, all runs
# ended once, and three guests who never pressed; a fourth was forgotten.
ANN, BOB, CEM = "c1d73477", "796b9d30", "79fe3fa1"
T = 1_763_724_000.0


def score_1(player: str, *numbers: Any, pages: dict[str, Page]) -> Score:
    """Give a score as it was before there were arenas: by then a press used up time only until it was made."""
    score = Score(ScoreKey(player, "classic", "ever"), *numbers, pages=pages)
    score.paced_at = score.pressed_at
    return score


SCORES_1 = {
    ANN: score_1(
        *(ANN, 3, 16, 19, T + 305.125, T + 305.125, T + 2.625, 0.0, 0),
        pages={"page-a2": Page(3, T + 2.375), "page-a3": Page(7, T + 305.125)},
    ),
    BOB: score_1(
        *(BOB, 0, 3, 3, T + 2.875, T + 2.875, T + 2.875, 0.0, 3), pages={"page-b1": Page(3, T + 304.375)}
    ),
    CEM: score_1(
        *(CEM, 0, 50, 50, T + 1.625, T + 1.625, T + 1.625, T + 61.875, 50), pages={"page-c1": Page(75, T + 1.875)}
    ),
}  # fmt: skip
HANDLES_1 = {
    ANN: "Ann",
    BOB: "Robert",
    CEM: "Çem O'Neil",
    "3fdd44cf": "Mellow Seal",
    "cb866e98": "Brisk Puffin",
    "967767a7": "Fond Bison",
}


def copied(name: str, to: Path) -> Path:
    """Copy a stored folder, which is never written to."""
    return Path(shutil.copytree(FOLDERS / name, to / name))


def expect_what_was_played(state: State) -> None:
    assert {player.id: player.handle for player in state.players.values()} == HANDLES_1
    assert state.scores == {player: {score.key: score} for player, score in SCORES_1.items()}


@pytest.mark.parametrize(("name", "is_clean"), [("closed", True), ("killed", False)])
def test_a_folder_of_format_1_comes_back_and_is_saved_in_todays_format(
    name: str, *, is_clean: bool, tmp_path: Path
) -> None:
    """One was closed; the other was killed in play, and lost its power in the middle of a line."""
    folder = copied(f"format-1/{name}", tmp_path)
    store = Store.open(folder)
    recovered = store.load()
    state = recovered.state
    expect_what_was_played(state)
    exported = state_of((FOLDERS / "format-1" / f"{name}.jsonl").read_bytes().splitlines())
    for player in state.players.values():
        told = exported.players[player.id]
        assert (player.key, player.handle) == (told.key, told.handle)
        assert 0 < player.seen_at <= told.seen_at, "when a player was heard went with the numbers, which have none now"
    assert (recovered.is_clean, recovered.epoch, recovered.last) == (is_clean, 1, Moment())
    assert "mark" not in recovered.line
    newest = max(folder.glob("journal-*.log")).read_bytes()
    assert b'"format":%d,' % FORMAT in newest
    store.append([Change(PLAYER, state.players[ANN])], at=T + 400)
    assert run(store.snapshot(state.changes, settle=lambda: None, off_loop=inline, breathe=at_ease))
    store.close()
    assert b'"format":%d,' % FORMAT in max(folder.glob("snapshot-*.lines")).read_bytes()
    again = recover(LocalDisk(), folder)
    assert again.state == state
    assert (again.is_clean, again.epoch, again.last) == (True, 2, Moment(1, 1, T + 400))


async def at_ease() -> None:
    """Breathe."""


def test_a_journal_of_both_formats_is_read_through(tmp_path: Path) -> None:
    folder = copied("format-1/killed", tmp_path)
    for snapshot in folder.glob("snapshot-00000003.lines"):
        snapshot.write_bytes(b"")
    store = Store.open(folder)
    expect_what_was_played(store.load().state)
    store.close()
    again = Store.open(folder)
    expect_what_was_played(again.load().state)
    again.close()


@pytest.mark.parametrize("name", ["closed", "killed"])
def test_an_export_of_format_1_is_restored(name: str, tmp_path: Path) -> None:
    file = FOLDERS / "format-1" / f"{name}.jsonl"
    assert main(["restore", str(file)], folder=tmp_path / "data") == WELL
    state = recover(LocalDisk(), tmp_path / "data").state
    expect_what_was_played(state)
    assert state.players[ANN].seen_at == T + 305.125


def test_a_folder_of_format_1_is_salvaged(tmp_path: Path) -> None:
    folder = copied("format-1/killed", tmp_path)
    journal = folder / "journal-00000002.log"
    journal.write_bytes(journal.read_bytes()[7:])
    file, other = tmp_path / "saved.jsonl", tmp_path / "other"
    assert main(["export", "--salvage", str(file)], folder=folder) == WELL
    assert main(["restore", str(file)], folder=other) == WELL
    state = recover(LocalDisk(), other).state
    assert state.players.keys() == HANDLES_1.keys()
    assert state.scores[ANN] == {SCORES_1[ANN].key: SCORES_1[ANN]}


@pytest.mark.parametrize("name", ["closed", "killed"])
@pytest.mark.parametrize("number", range(2, FORMAT + 1))
def test_a_folder_of_a_later_format_comes_back_as_it_was(number: int, name: str, tmp_path: Path) -> None:
    """The folders are kept as they were written, so that whoever changes the format sees what has to be read."""
    folder = copied(f"format-{number}/{name}", tmp_path)
    recovered = recover(LocalDisk(), folder)
    assert recovered.is_clean == (name == "closed")
    assert written(recovered.state) == json.loads((FOLDERS / f"format-{number}" / "rows.json").read_text())
    exported = (FOLDERS / f"format-{number}" / "closed.jsonl").read_bytes().splitlines()
    assert written(state_of(exported)) == written(recovered.state)


def test_a_folder_in_which_players_learned_comes_back_as_it_was(tmp_path: Path) -> None:
    """Two players' lessons, from a snapshot and from the journal after it; a third one is forgotten with hers."""
    recovered = recover(LocalDisk(), copied("format-4/learned", tmp_path))
    assert written(recovered.state) == json.loads((FOLDERS / "format-4" / "learned.json").read_text())
    studies = recovered.state.studies
    kept = {(study.lesson, study.tries, study.hints, bool(study.passed_at)) for study in studies.all()}
    assert kept == {("button", 1, 1, True), ("lock", 1, 2, True)}
    assert studies.finished == {"button": 1, "lock": 1}


def test_a_folder_that_says_what_runs_were_made_with_comes_back_as_it_was(tmp_path: Path) -> None:
    """By mouse, pen and keys in the snapshot, and by a switch in the journal after it."""
    recovered = recover(LocalDisk(), copied("format-4/kinds", tmp_path))
    assert written(recovered.state) == json.loads((FOLDERS / "format-4" / "kinds.json").read_text())
    bests = [score.bests for scores in recovered.state.scores.values() for score in scores.values()]
    assert sorted(tuple(best for best, _ in each) for each in bests) == [(0, 0, 42, 0), (0, 41, 0, 0), (40, 0, 0, 145)]


def test_every_older_format_has_its_migration_and_every_format_its_folder() -> None:
    assert sorted(MIGRATIONS) == list(range(1, FORMAT))
    assert sorted(path.name for path in FOLDERS.iterdir()) == [f"format-{number}" for number in range(1, FORMAT + 1)]


def test_older_rows_are_migrated_step_by_step() -> None:
    """Rows of a format go through every migration from there on."""

    def marked(by: str) -> Callable[[list[Any]], list[Any]]:
        return lambda row: [*row, by]

    def twice(by: str) -> Callable[[list[Any]], list[list[Any]]]:
        return lambda row: [[*row, by], [*row, by.upper()]]

    migrations = {
        FORMAT - 2: Migration(row=twice("a"), batch=lambda rows: [1, 2, 3, rows]),
        FORMAT - 1: Migration(row=twice("b"), batch=lambda values: [*values[:3], marked("c")(values[3])]),
    }
    assert rows_of(["x"], written=FORMAT, migrations=migrations) == [["x"]]
    assert rows_of(["x"], written=FORMAT - 2, migrations=migrations) == [
        ["x", "a", "b"], ["x", "a", "B"], ["x", "A", "b"], ["x", "A", "B"]
    ]  # fmt: skip
    assert batch_of(["x"], written=FORMAT - 2, migrations=migrations).rows == ["x", "c"]


def test_a_player_of_format_1_has_a_score_if_there_was_anything_to_it() -> None:
    guest = ["a", "k", "h", *[0] * 6, 7.5, 0, 0, {}]
    assert rows_of(guest, written=1, migrations=MIGRATIONS) == [["p", "a", "k", "h", 7.5]]
    for place, value in ((5, 1), (10, 9.0), (12, {"p": [0, 1.0]})):
        row = guest.copy()
        row[place] = value
        assert len(rows_of(row, written=1, migrations=MIGRATIONS)) == 2


@pytest.mark.parametrize("line", [{}, None, [], ["a"], ["a", "k", "h", *[0] * 8, {}], ["a", "k", "h", *[0] * 10, {}]])
def test_what_was_no_player_is_damage(line: object) -> None:
    with pytest.raises(Damaged):
        rows_of(line, written=1, migrations=MIGRATIONS)


@pytest.mark.parametrize(
    "line", [{}, [7], [[]], [["x"]], [["w"]], [["w", []]], [["c", "a", *[0] * 8]], [["c"]], [[["c"], "a"]]]
)
def test_what_was_no_batch_is_damage(line: object) -> None:
    with pytest.raises(Damaged):
        batch_of(line, written=1, migrations=MIGRATIONS)


def test_a_guest_of_format_1_is_a_player_alone() -> None:
    recovered = recover(LocalDisk(), FOLDERS / "format-1" / "closed")
    guest = recovered.state.players["3fdd44cf"]
    assert guest == Player("3fdd44cf", guest.key, "Mellow Seal", T + 2.0)
    assert "3fdd44cf" not in recovered.state.scores
