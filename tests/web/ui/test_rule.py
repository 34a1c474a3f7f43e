"""A rule on a page: the server's own word if the document has it, else that of the build."""

from clickgame.settings import Settings
from clickgame.web.rules import LINKED, SHOWN, attribute, in_words
from clickgame.web.ui.rule import rule, rule_link

WORDS = in_words(Settings(source_url='https://x.example/"'))


def test_a_rule_is_read_from_the_documents_element() -> None:
    """`data-rule-run` in the document is `dataset.ruleRun` in a script."""
    assert attribute("run") == "data-rule-run"
    drawn = str(rule("run", WORDS))
    assert "dataset.ruleRun" in drawn
    assert "5 minutes" in drawn
    assert f'"{SHOWN}":"run"' in drawn


def test_a_link_is_hidden_where_its_address_is_empty() -> None:
    drawn = str(rule_link("Source", "source", WORDS))
    assert "dataset.ruleSource" in drawn
    assert f'"{LINKED}":"source"' in drawn
    assert "hidden:" in drawn
