"""The page without Emotion: what is changed of Reflex's files, and that nothing misses it."""

from typing import Any

import pytest
from reflex.istate.storage import Cookie
from reflex.state import BaseState, State
from reflex_base.components.component import Component

from clickgame.clickgame import app
from clickgame.web.lean import FOLDER, STAND_INS, Lean, with_aliases, without_table

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


def test_what_stands_in_comes_first_and_once() -> None:
    changed = with_aliases(CONFIG)
    for asked, (file, _) in STAND_INS.items():
        assert changed.index(f'"{asked}"') < changed.index(f"./{FOLDER}/{file}") < changed.index('"$"')
    assert with_aliases(changed) == changed


def test_the_table_goes_and_nothing_else() -> None:
    assert without_table(ROOT) == ROOT.replace(ROOT[ROOT.index("  useEffect") : ROOT.index("\n\n  return")], "")


def test_a_place_that_has_moved_fails_the_build() -> None:
    with pytest.raises(ValueError, match="aliases"):
        with_aliases("export default {}")
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


def test_no_var_is_kept_in_a_cookie_that_scripts_may_read() -> None:
    """Nothing would keep it."""
    states: list[type[BaseState]] = [State]
    for state in states:
        states.extend(state.get_substates())
    assert len(states) > 10
    assert [var for state in states for var in state.get_fields().values() if isinstance(var.default, Cookie)] == []


def test_what_a_former_build_left_is_not_taken() -> None:
    """A stand-in, and by what styles are made, are written at each build."""
    written: set[str] = set()
    changed: list[str] = []
    context: dict[str, Any] = {
        "add_save_task": lambda task: written.add(task()[0]),
        "add_modify_task": lambda path, _: changed.append(path),
    }
    Lean().pre_compile(**context)
    assert written == {*(f"{FOLDER}/{file}" for file, _ in STAND_INS.values()), "postcss.config.js"}
    assert changed == ["vite.config.js", "app/root.jsx"]
