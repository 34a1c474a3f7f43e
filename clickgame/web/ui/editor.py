"""The editor of a lesson's page: CodeMirror, wrapped in Python.

Tab indents; Escape and then Tab leaves it, which is the editor's own rule. Only the pages of lessons load it."""

import json
from typing import Any

import reflex as rx
from reflex.components.component import NoSSRComponent
from reflex.vars import VarData
from reflex_base.components.component import field
from reflex_base.event import EventHandler, key_event, passthrough_event_spec
from reflex_base.utils.imports import ImportVar

_EXTENSIONS = "editorExtensions"
_NEEDS = VarData(
    imports={
        "react": [ImportVar(tag="useMemo")],
        "@codemirror/lang-python": [ImportVar(tag="python")],
        "@codemirror/view": [ImportVar(tag="EditorView"), ImportVar(tag="keymap")],
        "@codemirror/state": [ImportVar(tag="Prec")],
        "@codemirror/language": [ImportVar(tag="syntaxHighlighting")],
        "@lezer/highlight": [ImportVar(tag="classHighlighter")],
    }
)


class Editor(NoSSRComponent):
    """A field for a program."""

    library = "@uiw/react-codemirror@4.25.12"
    tag = "CodeMirror"
    is_default = True
    lib_dependencies: list[str] = [  # noqa: RUF012  # as Reflex has it
        "@codemirror/lang-python@6.2.1",
        "@codemirror/language@6.13.1",
        "@codemirror/state@6.5.2",
        "@codemirror/view@6.38.8",
        "@lezer/highlight@1.2.5",
    ]

    value: rx.Var[str] = field(doc="What stands in it.")
    theme: rx.Var[str] = field(doc="Which colours it brings.")
    extensions: rx.Var[Any] = field(doc="What it can do.")
    basic_setup: rx.Var[dict[str, bool]] = field(doc="Which of its usual parts it has.")
    label: str = field(default="Your program", is_javascript_property=False)

    on_key_down: EventHandler[key_event] = field(doc="Fired with the key that went down, and what else was held.")
    on_change: EventHandler[passthrough_event_spec(str)] = field(doc="Fired with the text when it was changed.")

    def _exclude_props(self) -> list[str]:
        return [*super()._exclude_props(), "label"]

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        """Make the extensions once: new ones would have the editor set up anew at each key."""
        named = f"EditorView.contentAttributes.of({{'aria-label': {json.dumps(self.label)}, tabindex: '0'}})"
        coloured = "syntaxHighlighting(classHighlighter)"  # by classes, so that the page's own colours hold
        # The page runs what is checked by this key, and the editor would begin a line with it.
        passed_on = "Prec.highest(keymap.of([{key: 'Mod-Enter', run: () => true}]))"
        made = f"[python(), EditorView.lineWrapping, {coloured}, {named}, {passed_on}]"
        return [rx.Var(f"const {_EXTENSIONS} = useMemo(() => {made}, [])", _var_data=_NEEDS)]


def editor(*, value: rx.Var[str], on_change: Any, on_key_down: Any, label: str) -> rx.Component:  # noqa: ANN401  # events
    """Draw the editor with *value* in it."""
    return Editor.create(
        value=value,
        theme="none",
        extensions=rx.Var(_EXTENSIONS),
        basic_setup={
            "foldGutter": False,
            "autocompletion": False,
            "highlightActiveLine": False,
            "highlightActiveLineGutter": False,
            "syntaxHighlighting": False,
        },
        on_change=on_change,
        on_key_down=on_key_down,
        label=label,
    )
