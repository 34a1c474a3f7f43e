"""A Python program as it stands in a text: its words told apart, for the eye only."""

import io
import keyword
import tokenize
from collections.abc import Iterator

import reflex as rx

_KINDS = {tokenize.COMMENT: "comment", tokenize.STRING: "string", tokenize.NUMBER: "number"}
_NAMED_AFTER = {"def", "class"}


def program(code: str, *, label: str = "") -> rx.Component:
    """Draw *code*; where it is wider than its place it can be scrolled, by keyboard as well."""
    return rx.el.pre(
        rx.el.code(*(_piece(kind, text) for kind, text in pieces(code))),
        tab_index=0,
        class_name="program",
        custom_attrs={"translate": "no", "role": "group", "aria-label": label or "A program"},
    )


def pieces(code: str) -> Iterator[tuple[str, str]]:
    """Take *code* apart into what is told apart by colour: its kind, "" for the rest, and the text."""
    lines = code.splitlines(keepends=True)
    at, before, plain = (1, 0), "", ""
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        kind = _KINDS.get(token.type, "")
        if token.type == tokenize.NAME:
            kind = "keyword" if keyword.iskeyword(token.string) else "named" if before in _NAMED_AFTER else ""
            before = token.string
        if not kind:
            continue
        plain = _between(lines, at, token.start)
        if plain:
            yield "", plain
        yield kind, token.string
        at = token.end
    if rest := _between(lines, at, (len(lines) + 1, 0)):
        yield "", rest


def _between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    """Give what stands in *lines* between two places, each a line from 1 on and a column."""
    (first, column), (last, until) = start, end
    if first == last:
        return lines[first - 1][column:until] if first <= len(lines) else ""
    middle = lines[first : last - 1]
    tail = lines[last - 1][:until] if last <= len(lines) else ""
    return "".join([lines[first - 1][column:] if first <= len(lines) else "", *middle, tail])


def _piece(kind: str, text: str) -> rx.Component:
    return rx.el.span(text, class_name=kind) if kind else rx.el.span(text)
