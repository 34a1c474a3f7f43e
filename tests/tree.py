"""The project's files, as tests about the tree itself see them: what is in version control, or would be."""

import functools
import subprocess
from pathlib import Path

from clickgame.launch.page import ROOT

BINARY = {".gif", ".ico", ".jpg", ".mp3", ".ogg", ".png", ".wav", ".webp", ".woff2", ".ttf"}


@functools.cache
def files() -> tuple[Path, ...]:
    """List all files that are not ignored; where there is no git, all that no tool has left."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607  # whichever git the developer has
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\n")
        found = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        ours = {".ci", ".dockerignore", ".gitignore"}
        parts = {path: set(path.relative_to(ROOT).parts) for path in ROOT.rglob("*")}
        found = [
            path
            for path, names in parts.items()
            if not {"__pycache__", "data"} & names and not any(name[0] == "." for name in names - ours)
        ]
    return tuple(sorted(path for path in found if path.is_file()))


def modules(*folders: str) -> list[Path]:
    """List the Python files in *folders* of the project."""
    return [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


def texts() -> list[tuple[str, str]]:
    """List every text file: its name in the project, and what is in it."""
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in files()
        if path.suffix not in BINARY
    ]
