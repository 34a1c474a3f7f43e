"""The commands for authors of lessons: check, run and new."""

from pathlib import Path

import pytest

from clickgame.launch import learn
from clickgame.learn.course import FOLDER
from tests.learn.test_course import copy_of, rewrite


def test_a_whole_lesson_is_told_to_be_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_of("button", tmp_path)
    assert learn.main(["check"], folder=tmp_path) == 0
    assert capsys.readouterr().out == "01_button: whole\n"


def test_what_is_lacking_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_of("button", tmp_path)
    rewrite(folder / "lesson.md", lambda text: text.replace("needs:", "needs: nothing").replace("\n2 1\n", "\n7\n"))
    assert learn.main(["check", "button"], folder=tmp_path) == 1
    assert "  - example 1 prints" in capsys.readouterr().out
    rewrite(folder / "lesson.md", lambda text: text.replace("\n7\n", "\n2 1\n"))
    assert learn.main(["check"], folder=tmp_path) == 1
    assert "button needs nothing, which is no lesson" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["check", "nowhere"], ["run", "nowhere", __file__]])
def test_a_lesson_that_is_not_there_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert learn.main(arguments) == 2
    assert capsys.readouterr().out.startswith("There is no lesson nowhere. There are: button,")


@pytest.mark.parametrize(
    ("key", "name", "code", "words"),
    [
        ("button", "solution.py", 0, "passed  The first press counts one."),
        ("button", "mistakes/no_return.py", 1, "FAILED  The first press counts one."),
        ("button", "mistakes/no_return.py", 1, "        expected  1\n        found     None\n"),
        ("button", "mistakes/no_return.py", 1, "        `press` counts, but it gives nothing back."),
        ("lock", "mistakes/never_released.py", 1, "Deadlock: Everybody waits"),
    ],
)
def test_a_file_is_run_as_a_learners(
    key: str, name: str, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder,) = FOLDER.glob(f"*_{key}")
    assert learn.main(["run", key, str(folder / name)]) == code
    assert words in capsys.readouterr().out


def test_a_file_that_does_not_end_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "endless.py"
    path.write_text("while True:\n    pass\n", encoding="utf-8")
    assert learn.main(["run", "button", str(path)]) == 1
    assert "line 1: rounds: " in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "odd.py").write_bytes(b"\xff\xfe")
    for name in ("none.py", "odd.py", "."):
        assert learn.main(["run", "button", str(tmp_path / name)]) == 2
        assert "cannot be read: " in capsys.readouterr().out


def test_a_new_lesson_is_a_folder_that_lacks_what_check_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_of("button", tmp_path)
    assert learn.main(["new", "two-tabs"], folder=tmp_path) == 0
    assert (tmp_path / "02_two-tabs" / "lesson.md").exists()
    assert learn.main(["check", "two-tabs"], folder=tmp_path) == 1
    assert "Task, Hints, Checks, Mistakes, In the game" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["Button", "../out", "", "1st", "a b", "köln", "button"])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    copy_of("button", tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert learn.main(["new", name], folder=tmp_path) == 2
    assert sorted(tmp_path.rglob("*")) == before
