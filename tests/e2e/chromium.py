"""Find a Chromium or Chrome on this machine, or install one in the way the platform allows."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
INSTALL_S = 600


class NoBrowser(Exception):
    """There is no Chromium here, and none could be installed."""


@functools.cache
def find() -> Path:
    """Give the browser's program; looks, then tries Playwright's download, then apt as root. Raises NoBrowser."""
    program = _installed() or _downloaded() or _from_apt()
    if program is None:
        raise NoBrowser("No Chromium or Chrome was found, and none could be installed; on Debian: apt install chromium")
    return program


def flags() -> list[str]:
    """List what the browser is started with; as root it cannot have a sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]


def _installed() -> Path | None:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return Path(found)
    return MAC if MAC.exists() else None


def _downloaded() -> Path | None:
    listed = _output(sys.executable, "-m", "playwright", "install", "chromium", "--dry-run")
    folders = [Path(line.split(":", 1)[1].strip()) for line in listed.splitlines() if "Install location" in line]
    if not any(folder.exists() for folder in folders):
        _output(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")
    programs = (
        program for folder in folders for program in folder.glob("chrome-*/*") if program.stem in ("chrome", "Chromium")
    )
    return next(programs, None)


def _from_apt() -> Path | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    _output("apt-get", "update", "-q")
    _output("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium")
    return _installed()


def _output(*command: str) -> str:
    try:
        finished = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return finished.stdout
