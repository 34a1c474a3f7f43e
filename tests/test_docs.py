"""The documents keep their word: settings, commands, files and links that they name are there."""

import re

import pytest

from clickgame.contract.feed import FEED_KINDS
from clickgame.core.achievements import ACHIEVEMENTS
from clickgame.core.boards import BOARDS
from clickgame.engine.jobs import JOBS
from clickgame.launch.page import ROOT
from clickgame.settings import markdown_table
from clickgame.web.http.api.resources import RESOURCES

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/DEPLOYING.md", "docs/OPERATING.md")


def read(name: str) -> str:
    """Give the text of the document *name*."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_has_every_setting_as_it_is() -> None:
    """`python -m clickgame settings` prints the table to paste."""
    assert markdown_table() in read("README.md")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_links_to_is_there(name: str) -> None:
    links = re.findall(r"\]\((?!http|#)([^)]+)\)", read(name))
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_links_to_in_itself_is_a_heading_of_it(name: str) -> None:
    headings = re.findall(r"^#+ (.+)$", read(name), flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", read(name))) <= anchors


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_files_that_a_document_names_are_there(name: str) -> None:
    named = re.findall(r"`((?:clickgame|persistence|tests|docs|reflex\.lock)/[\w./-]*)`", read(name))
    made_by_the_game = {"persistence/data"}
    assert [path for path in named if not (ROOT / path).exists() and path not in made_by_the_game] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_make_targets_that_a_document_names_are_there(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+(?:\|[a-z]+)*)(?=`|\n| +#)", read(name)))
    assert {target for group in named for target in group.split("|")} <= targets


def test_every_make_target_says_what_it_does() -> None:
    makefile = read("Makefile")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert phony
    assert phony[1].split() == re.findall(r"^([a-z]+):.*## .+$", makefile, flags=re.MULTILINE)


def test_what_is_said_of_achievements_is_what_there_is() -> None:
    """How many, and of what: the kinds in which the table has them in words, on `/about` and in the README."""
    words = {"total": "totals", "day": "days", "week": "weeks", "streak": "streaks", "away": "coming back"}
    odd = dict.fromkeys(("night", "dawn", "noon", "midnight", "monday", "weekend"), "odd hours")
    won = dict.fromkeys(("day won", "day podium", "week won"), "crowns")
    words |= {**odd, **won, "run": "runs", "lesson": "lessons"}
    kinds = {words[each.kind] for each in ACHIEVEMENTS}
    said = read("README.md").partition("Achievements, ")[2].partition(".\n")[0]
    assert said.startswith(f"{len(ACHIEVEMENTS)} of them")
    about = (ROOT / "clickgame/web/pages/about.py").read_text(encoding="utf-8")
    of_others = about.partition("Others are for ")[2].partition(": ")[0]
    assert [kind for kind in sorted(kinds) if kind not in said] == []
    assert [kind for kind in sorted(kinds - {"runs"}) if kind not in of_others] == []


def test_contributors_are_told_how_to_add_to_each_table() -> None:
    text = read("CONTRIBUTING.md")
    for table, example in (
        ("ACHIEVEMENTS", ACHIEVEMENTS),
        ("BOARDS", BOARDS),
        ("FEED_KINDS", FEED_KINDS),
        ("JOBS", JOBS),
        ("RESOURCES", RESOURCES),
    ):
        assert f"`{table}`" in text
        assert len(example) > 1


def test_every_asset_that_the_code_names_exists() -> None:
    sources = [path for folder in ("clickgame/web/ui", "clickgame/web/pages") for path in (ROOT / folder).glob("*.py")]
    sources += [ROOT / "clickgame" / "clickgame.py", ROOT / "rxconfig.py"]
    named = {
        name
        for path in sources
        for name in re.findall(
            r"[\"'](/[\w./-]+\.(?:css|ico|json|mp3|ogg|png|svg|wav|webmanifest|webp|woff2))[\"']",
            path.read_text(encoding="utf-8"),
        )
    }
    assert named, "the page has a style sheet at least"
    assert [name for name in named if not (ROOT / "assets" / name.lstrip("/")).exists()] == []
