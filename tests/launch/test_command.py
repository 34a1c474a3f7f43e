"""What the commands see to before they do what they are for."""

from pathlib import Path

import pytest

from clickgame.launch import command, page, sandbox


@pytest.mark.parametrize("is_fresh", [True, False])
def test_what_learners_need_is_made_though_the_page_is_as_new_as_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_fresh: bool
) -> None:
    made = list[str]()
    monkeypatch.chdir(tmp_path)  # back to where it was afterwards: the command goes to the project's root
    monkeypatch.setattr(page, "ROOT", tmp_path)
    monkeypatch.setattr(page, "is_fresh", lambda *_: is_fresh)
    monkeypatch.setattr(page, "build", lambda *_: made.append("page") or True)
    monkeypatch.setattr(sandbox, "build", lambda _: made.append("sandbox") or "made")
    assert command.main(["build"]) == 0
    assert made == (["sandbox"] if is_fresh else ["page", "sandbox"])
