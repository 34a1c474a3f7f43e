"""The text of a lesson: paragraphs, lists, programs with what they print, and pictures."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import reflex as rx

from clickgame.learn.lesson import Part
from clickgame.web.ui.program import program

_MARKS = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*")


def lesson_text(parts: Sequence[Part]) -> list[rx.Component]:
    """Draw *parts* in their order; items that follow each other are one list."""
    drawn: list[rx.Component] = []
    for is_list, group in groupby(parts, key=lambda part: part.kind == "item"):
        if is_list:
            drawn.append(rx.el.ul(*(rx.el.li(*inline(part.text)) for part in group)))
        else:
            drawn += [_part(part) for part in group]
    return drawn


def inline(text: str) -> Iterator[rx.Component | str]:
    """Draw a sentence with its `code`, **bold** and *emphasis*."""
    end = 0
    for found in _MARKS.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        code, bold, emphasis = found.groups()
        if code:
            yield rx.el.code(code, custom_attrs={"translate": "no"})
        elif bold:
            yield rx.el.b(bold)
        else:
            yield rx.el.em(emphasis)
        end = found.end()
    if end < len(text):
        yield text[end:]


def _part(part: Part) -> rx.Component:
    if part.kind == "code":
        return _example(part)
    if part.kind == "picture":
        return rx.el.figure(rx.html(part.svg), rx.el.figcaption(part.text), class_name="picture")
    return rx.el.p(*inline(part.text))


def _example(part: Part) -> rx.Component:
    printed = rx.el.pre(
        rx.el.code(part.output),
        tab_index=0,
        class_name="printed",
        custom_attrs={"translate": "no", "role": "group", "aria-label": "What it prints"},
    )
    if not part.output:
        return program(part.text)
    if part.is_guess:
        guess = rx.el.details(rx.el.summary("What does it print? Guess first."), printed, class_name="guess")
        return rx.el.div(program(part.text), guess, class_name="example")
    return rx.el.div(program(part.text), printed, class_name="example")
