"""The course: its lessons, read from their folders, in order.

A folder is `NN_key/` with `lesson.md`, `start.py`, `solution.py`, `checks.py`, `mistakes/*.py`, pictures, and
`tape.py` where the learner's program is to judge the real game."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clickgame.learn.lesson import Lesson, Mirror, Mistake, Part

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "lessons"
FACTS = ("title", "minutes", "needs", "mirrors")
SECTIONS = ("Task", "Hints", "Checks", "Mistakes", "In the game")

_BLOCK = re.compile(r"```python( guess)?\n(.*?)```(?:\n```output\n(.*?)```)?|!\[([^]]*)\]\(([\w.-]+)\)", re.DOTALL)
_LINE = re.compile(r"- ([\w-]+): (.+)")
_ITEM = re.compile(r"(?:-|\d+\.) +")


class LessonBroken(Exception):
    """A lesson's folder is not as it has to be; the text says what is the matter."""


@dataclass(frozen=True, slots=True)
class Course:
    """All lessons by key, in order."""

    lessons: Mapping[str, Lesson]

    @property
    def titles(self) -> dict[str, str]:
        """What the lessons are called, by key."""
        return {lesson.key: lesson.title for lesson in self.lessons.values()}

    def after(self, key: str) -> Lesson | None:
        """Give the lesson after *key*, None after the last."""
        keys = list(self.lessons)
        following = keys.index(key) + 1
        return self.lessons[keys[following]] if following < len(keys) else None

    def before(self, key: str) -> Lesson | None:
        """Give the lesson before *key*, None before the first."""
        keys = list(self.lessons)
        number = keys.index(key)
        return self.lessons[keys[number - 1]] if number else None

    def is_open(self, key: str, *, passed: frozenset[str]) -> bool:
        """Tell whether whoever has *passed* these lessons may do lesson *key*."""
        return passed.issuperset(self.lessons[key].needs)


def load(folder: Path = FOLDER, *, root: Path = ROOT) -> Course:
    """Read the course in *folder*; what its lessons mirror is under *root*. Raises LessonBroken."""
    lessons = [read(each, root=root) for each in folders(folder)]
    return Course({lesson.key: lesson for lesson in lessons})


def folders(folder: Path = FOLDER) -> list[Path]:
    """List the lessons' folders, in order."""
    return sorted(path for path in folder.iterdir() if re.fullmatch(r"\d\d_[a-z-]+", path.name))


def key_of(folder: Path) -> str:
    """Give the key of the lesson in *folder*."""
    return folder.name[3:]


def read(folder: Path, *, root: Path = ROOT) -> Lesson:
    """Read the lesson in *folder*. Raises LessonBroken."""
    facts, body = _front(_file(folder, "lesson.md"))
    text, *rest = re.split(r"^## (.+)\n", body, flags=re.MULTILINE)
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    if missing := [name for name in SECTIONS if not sections.get(name, "").strip()]:
        raise LessonBroken(f"lesson.md lacks what is to be said under: {', '.join(missing)}")
    if not facts["minutes"].isdigit():
        raise LessonBroken(f"minutes: {facts['minutes']} is no whole number")
    return Lesson(
        key=key_of(folder),
        number=int(folder.name[:2]),
        title=facts["title"],
        minutes=int(facts["minutes"]),
        needs=tuple(facts["needs"].replace(",", " ").split()),
        mirror=_mirror(facts["mirrors"], root=root),
        text=_parts(text, folder),
        task=_parts(sections["Task"], folder),
        hints=tuple(part.text for part in _parts(sections["Hints"], folder)),
        titles=_lines(sections["Checks"]),
        mistakes=_lines(sections["Mistakes"]),
        ending=_parts(sections["In the game"], folder),
        start=_file(folder, "start.py"),
        solution=_file(folder, "solution.py"),
        checks=_file(folder, "checks.py"),
        known_mistakes=tuple(_mistake(path) for path in sorted((folder / "mistakes").glob("*.py"))),
        tape=_file(folder, "tape.py") if (folder / "tape.py").exists() else "",
    )


def _file(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LessonBroken(f"{name} is missing") from None


def _front(text: str) -> tuple[dict[str, str], str]:
    """Take the facts at the top of *text* from what follows."""
    found = re.match(r"---\n(.*?)\n---\n", text, flags=re.DOTALL)
    if not found:
        raise LessonBroken("lesson.md begins with its facts between two lines of ---")
    facts = dict(line.split(":", 1) for line in found[1].splitlines() if ":" in line)
    facts = {name: value.strip() for name, value in facts.items()}
    if missing := [name for name in FACTS if name not in facts]:
        raise LessonBroken(f"lesson.md does not tell its {', '.join(missing)}")
    return facts, text[found.end() :]


def _mirror(place: str, *, root: Path) -> Mirror:
    """Find the *place*, `path:symbol`, in the sources of the game."""
    path, _, symbol = place.partition(":")
    try:
        source = (root / path).read_text(encoding="utf-8")
    except OSError:
        raise LessonBroken(f"it mirrors {path}, which is not there") from None
    within: ast.AST = ast.parse(source)
    for name in symbol.split("."):
        found = [
            node
            for node in ast.iter_child_nodes(within)
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
        ]
        if not found:
            raise LessonBroken(f"it mirrors {symbol} of {path}, which is not there")
        within = found[0]
    first = min([within.lineno, *(each.lineno for each in within.decorator_list)])  # pyright: ignore[reportAttributeAccessIssue]  # a class or function
    lines = source.splitlines()[first - 1 : within.end_lineno]  # pyright: ignore[reportAttributeAccessIssue]
    indent = len(lines[0]) - len(lines[0].lstrip())
    return Mirror(path, symbol, first, "\n".join(line[indent:] for line in lines) + "\n")


def _parts(text: str, folder: Path) -> tuple[Part, ...]:
    """Take *text* apart."""
    parts: list[Part] = []
    end = 0
    for found in _BLOCK.finditer(text):
        parts += _prose(text[end : found.start()])
        end = found.end()
        if found[5]:
            parts.append(Part("picture", found[4], svg=_file(folder, found[5])))
        else:
            parts.append(Part("code", found[2], output=found[3] or "", is_guess=bool(found[1])))
    return (*parts, *_prose(text[end:]))


def _prose(text: str) -> list[Part]:
    """Take paragraphs and lists apart; a line that goes on does so in the next one."""
    parts: list[Part] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        for line in re.split(r"\n(?=(?:-|\d+\.) )", block):
            words = " ".join(line.split())
            if found := _ITEM.match(words):
                parts.append(Part("item", words[found.end() :]))
            elif words:
                parts.append(Part("text", words))
    return parts


def _lines(text: str) -> dict[str, str]:
    """Read the lines `- key: sentence` of *text*."""
    found = [_LINE.fullmatch(" ".join(line.split())) for line in re.split(r"\n(?=- )", text.strip())]
    if not all(found):
        raise LessonBroken(f"this is no list of `- key: sentence`: {text.strip()[:60]}")
    return {each[1]: each[2] for each in found if each}


def _mistake(path: Path) -> Mistake:
    """Read a known mistake; the last line of its docstring names the hint."""
    code = path.read_text(encoding="utf-8")
    told = re.search(r"^Hint: ([\w-]+)", ast.get_docstring(ast.parse(code)) or "", flags=re.MULTILINE)
    if not told:
        raise LessonBroken(f"the docstring of mistakes/{path.name} does not say which `Hint: key` it earns")
    return Mistake(path.stem, told[1], code)
