"""One resource of the API on a card: what it is, at which address, and what the answer looks like."""

from collections.abc import Iterable

import reflex as rx

from clickgame.web.http.api.examples import pretty
from clickgame.web.http.api.problems import Problem
from clickgame.web.http.api.resources import ROOT, Resource


def resource_card(resource: Resource) -> rx.Component:
    """Draw the card; where the address has no part that varies, it is a link to the answer itself."""
    return rx.el.article(
        rx.el.div(
            rx.el.h2(resource.title),
            rx.el.p(rx.el.span(resource.method, class_name="method"), _address(resource), class_name="address"),
            rx.el.p(*_marked(resource.text)),
            *([_asked(resource)] if resource.query else []),
        ),
        rx.el.figure(
            rx.el.figcaption(resource.example_path),
            # It is wider than a phone, and whoever has no pointer scrolls it by keys.
            rx.el.pre(
                rx.el.code(_sent(resource) + resource.example_text),
                tab_index=0,
                role="region",
                custom_attrs={"aria-label": f"Example: {resource.title}"},
            ),
        ),
        id=resource.name,
        class_name="card resource",
    )


def contents(resources: Iterable[Resource]) -> rx.Component:
    """Draw the ways to the cards of *resources*, further down on the page."""
    links = [rx.el.li(rx.el.a(resource.title, href=f"{ROOT}#{resource.name}")) for resource in resources]
    return rx.el.nav(rx.el.ul(*links), class_name="routes-list", custom_attrs={"aria-label": "On this page"})


def problem_row(problem: Problem) -> rx.Component:
    """Draw a problem's line, at which its type points."""
    return rx.el.div(
        rx.el.dt(rx.el.code(problem.code), rx.el.span(str(problem.status))),
        rx.el.dd(problem.title),
        id=problem.code,
    )


def _sent(resource: Resource) -> str:
    """Write what is sent for the example, where something is."""
    return f"Authorization: Bearer …\n\n{pretty(resource.sent)}\n\n" if resource.sent else ""


def _address(resource: Resource) -> rx.Component:
    # A long address breaks before a slash.
    pieces = [piece for part in resource.path.split("/")[1:] for piece in (rx.el.wbr(), f"/{part}")]
    address = rx.el.code(*pieces)
    if resource.parts:
        return address
    # In a new tab: the game may still be open behind this page, and would take it for one of its own addresses.
    return rx.el.a(address, href=resource.path, target="_blank", rel="noopener")


def _marked(text: str) -> list[str | rx.Component]:
    """Set what stands between backticks as code."""
    return [rx.el.code(part) if number % 2 else part for number, part in enumerate(text.split("`"))]


def _asked(resource: Resource) -> rx.Component:
    names = [rx.el.code(name) for name in resource.query]
    joined = [part for name in names for part in (", ", name)][1:]
    return rx.el.p("May be asked with ", *joined, ".", class_name="query")
