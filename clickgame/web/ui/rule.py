"""A rule on a page, as the server that sent the page has it.

The server writes its rules on the document's element, and into the pages that it sends (`web/http/markup.py`). Where
none does, as with hot reload, what the rules were at the build stands."""

import json

import reflex as rx
from reflex_components_core.el.elements.inline import A

from clickgame.web.rules import LINKED, SHOWN

_TOLD = "globalThis.document?.documentElement.dataset"


def rule(name: str, words: dict[str, str]) -> rx.Component:
    """Show the rule of that *name*; *words* are the rules at the build."""
    return rx.el.b(_told(name, words), custom_attrs={SHOWN: name})


def rule_link(text: str, name: str, words: dict[str, str]) -> rx.Component:
    """Show a link to the address that the rule of that *name* is, or nothing where it is empty."""
    address = _told(name, words)
    return A.create(text, href=address, hidden=address == "", custom_attrs={LINKED: name})


def _told(name: str, words: dict[str, str]) -> rx.Var:
    return rx.Var(f"({_TOLD}.rule{name.capitalize()} ?? {json.dumps(words[name])})", _var_type=str).guess_type()
