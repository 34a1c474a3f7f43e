"""The measurement of a full game, very small: it fills what it says, and finds all of it again."""

from pathlib import Path

from tests.load import full
from tests.load.report import write


def test_a_small_full_game_is_filled_opened_and_asked() -> None:
    found = full.run(players=300, arenas=8, entries=40)
    assert (found["players"], found["arenas"]) == (300, 8)
    assert found["entries"] >= 40  # and some more for the arenas
    assert all(value > 0 for value in found.values())


def test_what_was_found_is_a_table_in_its_place(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- full -->\nold\n<!-- /full -->\nafter\n", encoding="utf-8")
    assert write("full", full.section({"opened, s": 1.5}, command="python -m tests.load.full"), page)
    text = page.read_text(encoding="utf-8")
    assert "| opened, s | 1.5 |" in text
    assert "old" not in text
