"""The compiled interpreter: made once, of the right file, and loaded only as it was made."""

import hashlib
from pathlib import Path

import pytest

from clickgame.launch.page import ROOT
from clickgame.learn.sandbox import module
from clickgame.learn.sandbox.module import ModuleUnusable, build, checked, is_built, missing, place
from tests.learn.sandbox.room import NEEDS_WORKERS


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Pretend that the module was compiled, and give its file."""
    path = place(tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"native code")
    path.with_name(path.name + ".sha256").write_text(hashlib.sha256(b"native code").hexdigest())
    for each in (path, path.with_name(path.name + ".sha256")):
        each.chmod(0o644)
    path.parent.chmod(0o755)
    return path


@NEEDS_WORKERS
def test_it_is_compiled_once_of_the_file_whose_hash_is_known() -> None:
    build(ROOT)
    assert is_built(ROOT)
    assert not build(ROOT)
    assert checked(ROOT) == place(ROOT)
    source = module._source().read_bytes()
    assert hashlib.sha256(source).hexdigest() == module.WASM_SHA256


@NEEDS_WORKERS
def test_another_file_is_not_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.wasm"
    other.write_bytes(b"\0asm\1\0\0\0")
    monkeypatch.setattr(module, "_source", lambda: other)
    with pytest.raises(ModuleUnusable, match="is not the file that it should be"):
        build(tmp_path)
    assert not is_built(tmp_path)


@NEEDS_WORKERS
def test_what_was_made_is_taken_as_it_is(made: Path, tmp_path: Path) -> None:
    assert checked(tmp_path) == made


@NEEDS_WORKERS
def test_a_changed_file_is_refused(made: Path, tmp_path: Path) -> None:
    made.write_bytes(b"other code")
    with pytest.raises(ModuleUnusable, match="is not as it was built"):
        checked(tmp_path)


@NEEDS_WORKERS
@pytest.mark.parametrize("which", ["file", "hash", "folder"])
def test_what_others_may_change_is_refused(made: Path, tmp_path: Path, which: str) -> None:
    path = {"file": made, "hash": made.with_name(made.name + ".sha256"), "folder": made.parent}[which]
    path.chmod(path.stat().st_mode | 0o022)
    with pytest.raises(ModuleUnusable, match="may be changed by others"):
        checked(tmp_path)


@NEEDS_WORKERS
def test_what_was_never_made_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(ModuleUnusable, match="python -m clickgame build"):
        checked(tmp_path)


@pytest.mark.parametrize("package", ["wasmtime", module.WASM_PACKAGE])
def test_without_its_packages_it_is_off_with_one_clear_line(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = module.importlib.util.find_spec
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None if name == package else find(name))
    for refused in (build, checked):
        with pytest.raises(ModuleUnusable) as refusal:
            refused(tmp_path)
        assert "is not installed, so learners' programs are not run." in str(refusal.value)
        assert "\n" not in str(refusal.value)


def test_on_another_system_it_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.platform, "machine", lambda: "pdp11")
    assert missing() == "programs run on Linux on x86_64 or aarch64 only"
