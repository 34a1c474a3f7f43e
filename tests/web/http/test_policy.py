"""What a page may run and reach: what it was built with, and nothing that got into it since."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from clickgame.web.http.policy import inline_scripts, page_policy, script_hash, sockets_of


def directives(policy: str) -> dict[str, list[str]]:
    """Read a policy, by directive."""
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


def test_a_hash_is_the_one_that_browsers_compute() -> None:
    """The example of the CSP specification, 8.3."""
    assert script_hash("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="


def test_only_scripts_that_stand_in_the_page_are_listed() -> None:
    html = '<script src="/a.js"></script><script id="x">one</script>\n<script type="module">two\n2</script>'
    assert inline_scripts(html) == ["one", "two\n2"]


def test_no_script_runs_that_has_no_hash_and_nothing_else_is_open() -> None:
    found = directives(page_policy(["one", "one", "two"], sockets=["wss://game.example"]))
    assert found["script-src"] == ["'self'", f"'{script_hash('one')}'", f"'{script_hash('two')}'"]
    assert found["connect-src"] == ["'self'", "wss://game.example"]
    assert found["default-src"] == found["form-action"] == found["frame-ancestors"] == ["'self'"]
    assert found["object-src"] == found["base-uri"] == ["'none'"]


@given(st.lists(st.text()))
def test_whatever_scripts_say_the_policy_keeps_its_shape(scripts: list[str]) -> None:
    assert directives(page_policy(scripts)).keys() == directives(page_policy([])).keys()


def test_a_page_built_for_another_host_may_reach_it(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "reflex-env-AAAAAAAA.js").write_text("{EVENT:`wss://game.example:8443/_event`}")
    (tmp_path / "assets" / "reflex-env-BBBBBBBB.js").write_text("{EVENT:`ws://localhost:8000/_event`}")
    assert sockets_of(tmp_path, "https://page.example") == ["wss://page.example", "wss://game.example:8443"]
    assert sockets_of(tmp_path / "none", "") == []
