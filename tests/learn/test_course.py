"""The course as it is read: lessons in parts, and a word about each folder that is not as it has to be."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from clickgame.core.achievements import ACHIEVEMENTS, LESSON
from clickgame.learn.course import FOLDER, ROOT, LessonBroken, folders, key_of, load, read
from clickgame.learn.lesson import Part

COURSE = load()
Change = Callable[[str], str]


def copy_of(key: str, folder: Path, *, number: int = 1) -> Path:
    """Copy the lesson *key* into *folder*."""
    source = next(each for each in folders(FOLDER) if key_of(each) == key)
    return Path(copytree(source, folder / f"{number:02}_{key}"))


def rewrite(path: Path, change: Change) -> None:
    """Change the text of the file at *path*, which has to make a difference."""
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")


def test_there_are_sixteen_lessons() -> None:
    assert len(COURSE.lessons) == 16
    assert next(iter(COURSE.lessons)) == "button"
    assert list(COURSE.lessons)[-1] == "arena"


def test_a_lesson_has_one_before_and_one_after() -> None:
    following, before = COURSE.after("button"), COURSE.before("engine")
    assert following
    assert before
    assert following.key == before.key == "changes"
    assert COURSE.before("button") is None
    assert COURSE.after("arena") is None


def test_a_lesson_is_open_to_whoever_has_passed_what_it_needs() -> None:
    assert COURSE.is_open("button", passed=frozenset())
    assert not COURSE.is_open("live", passed=frozenset({"board"}))
    assert COURSE.is_open("live", passed=frozenset({"board", "lock"}))


def test_everybody_can_pass_all_of_them_one_after_the_other() -> None:
    passed: set[str] = set()
    for key in COURSE.lessons:
        assert COURSE.is_open(key, passed=frozenset(passed))
        passed.add(key)


def test_a_text_is_read_in_parts(tmp_path: Path) -> None:
    lesson = COURSE.lessons["lock"]
    kinds = [part.kind for part in lesson.text]
    assert kinds == ["text", "code", "picture", "text", "code", "text"]
    assert lesson.text[1].is_guess
    assert lesson.text[1].output == "1\n"
    assert lesson.text[2].svg.startswith("<svg")
    assert not lesson.text[4].is_guess
    folder = copy_of("button", tmp_path)
    rewrite(
        folder / "lesson.md",
        lambda text: text.replace("## Task\n", "## Task\nFirst:\n\n- one\n  goes on\n- two\n\nLast.\n\n"),
    )
    assert read(folder).task[:4] == (
        Part("text", "First:"),
        Part("item", "one goes on"),
        Part("item", "two"),
        Part("text", "Last."),
    )


def test_a_mirror_is_shown_as_it_stands_in_the_game() -> None:
    mirror = COURSE.lessons["silence"].mirror
    lines = (ROOT / mirror.path).read_text(encoding="utf-8").splitlines()
    assert mirror.source.splitlines()[0] == lines[mirror.line - 1].strip()
    assert mirror.source.startswith("def sweep(")


def test_an_answer_is_told_in_sentences() -> None:
    lesson = COURSE.lessons["button"]
    checks = [
        {"name": "first", "passed": False, "hint": "no-return"},
        {"name": "nobody-knows", "passed": True, "hint": "neither"},
    ]
    told = lesson.tell({"output": "", "checks": checks})["checks"]
    assert (told[0]["title"], told[0]["hint"]) == (lesson.titles["first"], lesson.mistakes["no-return"])
    assert (told[1]["title"], told[1]["hint"]) == ("nobody-knows", "")


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("lesson.md", lambda text: text.replace("---\n", "", 1), "between two lines of ---"),
        ("lesson.md", lambda text: text.replace("minutes: 5\n", ""), "does not tell its minutes"),
        ("lesson.md", lambda text: text.replace("minutes: 5", "minutes: few"), "few is no whole number"),
        ("lesson.md", lambda text: text.replace("## Hints", "## Clues"), "Hints"),
        (
            "lesson.md",
            lambda text: text.replace("core/scores.py:", "core/nowhere.py:"),
            "nowhere.py, which is not there",
        ),
        ("lesson.md", lambda text: text.replace("scores.py:Score", "scores.py:Nobody"), "Nobody of"),
        ("lesson.md", lambda text: text.replace("- first: ", "- first "), "no list of"),
        (
            "lesson.md",
            lambda text: text.replace("## Task\n", "## Task\n![A picture](none.svg)\n"),
            "none.svg is missing",
        ),
        ("mistakes/shared.py", lambda text: text.replace("Hint: ", ""), "mistakes/shared.py"),
    ],
)
def test_what_is_wrong_with_a_folder_is_told(tmp_path: Path, name: str, change: Change, said: str) -> None:
    folder = copy_of("button", tmp_path)
    rewrite(folder / name, change)
    with pytest.raises(LessonBroken, match=said):
        read(folder)


@pytest.mark.parametrize("name", ["lesson.md", "start.py", "solution.py", "checks.py"])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    folder = copy_of("button", tmp_path)
    (folder / name).unlink()
    with pytest.raises(LessonBroken, match=f"{name} is missing"):
        read(folder)


def test_the_medals_for_lessons_are_for_the_first_for_half_and_for_all() -> None:
    count = len(COURSE.lessons)
    assert [each.at for each in ACHIEVEMENTS if each.kind == LESSON] == [1, count // 2, count]
