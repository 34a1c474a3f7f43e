"""The page without Emotion: what is changed of Reflex's files, and that nothing misses it."""

from typing import Any

import pytest
from reflex_base.components.component import Component

from clickgame.clickgame import app
from clickgame.web.lean import EMOTION, STAND_IN, with_alias, without_table

CONFIG = """
  resolve: {
    alias: [
      {
        find: "$",
      },
    ],
  },
"""
ROOT = """function ReflexProviders({children}) {
  useEffect(() => {
    window.__reflex = {
          "react": React,
    };
  }, []);

  return jsx(ThemeProvider, {})
"""


def test_the_stand_in_comes_first_and_once() -> None:
    changed = with_alias(CONFIG)
    assert changed.index(EMOTION) < changed.index('"$"')
    assert STAND_IN in changed
    assert with_alias(changed) == changed


def test_the_table_goes_and_nothing_else() -> None:
    assert without_table(ROOT) == ROOT.replace(ROOT[ROOT.index("  useEffect") : ROOT.index("\n\n  return")], "")


def test_a_place_that_has_moved_fails_the_build() -> None:
    with pytest.raises(ValueError, match="aliases"):
        with_alias("export default {}")
    with pytest.raises(ValueError, match="table"):
        without_table("export default {}")


def test_nothing_on_any_page_has_a_css_prop(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be dropped silently: `style=` on a component, or the like of it."""
    asked: list[Component] = []
    styled: list[Component] = []
    style_of = Component._get_style

    def look(component: Component) -> dict[str, Any]:
        style = style_of(component)
        asked.append(component)
        if style:
            styled.append(component)
        return style

    monkeypatch.setattr(Component, "_get_style", look)
    app._compile(dry_run=True, use_rich=False)
    assert len(asked) > 100
    assert styled == []
