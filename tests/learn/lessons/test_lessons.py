"""Every lesson proves itself, as `python -m clickgame learn check` tells it: what it shows, asks and knows is so."""

from pathlib import Path

import pytest

from clickgame.learn import authoring, native
from clickgame.learn.course import FOLDER, folders, load


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_a_lesson_is_whole(folder: Path) -> None:
    """The solution passes, the start and each mistake fail as they should, and the text is true."""
    assert authoring.problems(folder, native.run_all) == []


def test_no_lessons_need_each_other() -> None:
    assert authoring.circles(FOLDER) == []


def test_each_lesson_comes_after_what_it_needs() -> None:
    seen: set[str] = set()
    for lesson in load().lessons.values():
        assert seen.issuperset(lesson.needs)
        seen.add(lesson.key)


def test_lessons_are_numbered_from_one_up() -> None:
    lessons = load().lessons
    assert [lesson.number for lesson in lessons.values()] == list(range(1, len(lessons) + 1))


def test_every_folder_is_a_lesson() -> None:
    assert {path for path in FOLDER.iterdir() if path.name != "__pycache__"} == set(folders())


def test_some_lessons_ask_to_guess() -> None:
    guesses = [lesson.key for lesson in load().lessons.values() if any(part.is_guess for part in lesson.text)]
    assert len(guesses) >= 2
