"""What a lesson lacks is found: each way to spoil one is told in a sentence."""

from pathlib import Path

import pytest

from clickgame.learn import authoring, native
from tests.learn.test_course import Change, copy_of, rewrite

HALF = "self.score += 1\n        return self.score"


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (
            "lesson.md",
            lambda text: text.replace("2 1\n", "2 2\n"),
            "example 1 prints '2 1\\n', and the text says '2 2\\n'",
        ),
        ("lesson.md", lambda text: text.replace("hall.switch()\n", "hall.swich()\n"), "example 1 ends in line 11"),
        ("lesson.md", lambda text: text.split("2. First")[0] + "\n## Checks" + text.split("## Checks")[1], "1 hints"),
        ("lesson.md", lambda text: text.replace("- apart: ", "- else: "), "check apart has no title"),
        ("lesson.md", lambda text: text.replace("- apart: ", "- else: "), "a title for else, which is no check"),
        ("lesson.md", lambda text: text.replace("- shared: ", "- shred: "), "the hint shared has no sentence"),
        ("lesson.md", lambda text: text.replace("- shared: ", "- shred: "), "no mistake earns the hint shred"),
        ("lesson.md", lambda text: text.replace("scores.py:Score", "scores.py:Nobody"), "Nobody of"),
        ("solution.py", lambda text: text.replace("+= 1", "+= 2"), "the solution does not pass first"),
        ("solution.py", lambda text: text + "nothing\n", "the solution ends in line"),
        ("start.py", lambda text: text + f"        {HALF}\n", "the start passes already"),
        ("start.py", lambda text: text + "nothing\n", "the start ends in line"),
        ("checks.py", lambda text: text + "\ndef check_all(lesson):\n    pass\n", "check all passes an empty file"),
        ("checks.py", lambda text: text.replace("def check_", "def look_"), "there are no checks"),
        ("checks.py", lambda text: text.replace('(None, "no-return")', '(0, "no-return")'), "no_return should earn"),
        ("mistakes/equals_plus.py", lambda text: text.replace("= +1", "+= 1"), "mistake equals_plus passes"),
        ("mistakes/equals_plus.py", lambda text: text + "nothing\n", "mistake equals_plus ends in line"),
        ("mistakes/equals_plus.py", lambda text: text.replace('"""', "'''", 1), "unterminated"),
    ],
)
def test_what_is_wrong_with_a_lesson_is_told(tmp_path: Path, name: str, change: Change, said: str) -> None:
    folder = copy_of("button", tmp_path)
    rewrite(folder / name, change)
    found = authoring.problems(folder, native.run_all)
    assert any(said in problem for problem in found), found


def test_a_whole_lesson_lacks_nothing(tmp_path: Path) -> None:
    assert authoring.problems(copy_of("button", tmp_path), native.run_all) == []


def test_a_picture_that_nothing_shows_is_told(tmp_path: Path) -> None:
    folder = copy_of("button", tmp_path)
    (folder / "spare.svg").write_text("<svg/>", encoding="utf-8")
    assert authoring.problems(folder, native.run_all) == ["nothing shows spare.svg"]


def test_too_few_mistakes_are_told(tmp_path: Path) -> None:
    folder = copy_of("button", tmp_path)
    for name in ("shared", "no_return"):
        (folder / "mistakes" / f"{name}.py").unlink()
    assert "it knows 1 mistakes, and should know 2 at least" in authoring.problems(folder, native.run_all)


def test_lessons_that_need_each_other_are_told(tmp_path: Path) -> None:
    button, changes = copy_of("button", tmp_path), copy_of("changes", tmp_path, number=2)
    assert authoring.circles(tmp_path) == []
    rewrite(button / "lesson.md", lambda text: text.replace("needs:", "needs: changes"))
    assert authoring.circles(tmp_path) == ["these need each other in a circle: button, changes"]
    rewrite(changes / "lesson.md", lambda text: text.replace("needs: button", "needs: nothing"))
    assert authoring.circles(tmp_path) == ["changes needs nothing, which is no lesson"]
