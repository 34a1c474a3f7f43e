"""The description is of what is served: made of the same table, with examples that are what they say."""

import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from clickgame.settings import Settings
from clickgame.web.http.api.examples import ONE_LINE, as_event, pretty
from clickgame.web.http.api.openapi import document
from clickgame.web.http.api.problems import PROBLEMS
from clickgame.web.http.api.resources import RESOURCES, Resource, find
from clickgame.web.http.api.schemas import SCHEMAS
from tests.web.http.api.reading import BOARD, Reading, read

DOCUMENT: dict[str, Any] = document(rows_most=Settings().board_rows)


def is_valid(value: object, schema: str) -> bool:
    """Tell whether *value* is as the *schema* of that name says."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": {"schemas": dict(SCHEMAS)}}
    return jsonschema_rs.validator_for(whole).is_valid(value)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_an_example_is_what_its_schema_says_and_found_where_it_says(resource: Resource) -> None:
    assert is_valid(resource.example, resource.schema)
    found = find(resource.example_path.partition("?")[0])
    assert found is not None
    assert found[0] is resource


def test_a_schema_refuses_what_it_does_not_describe() -> None:
    assert is_valid({"online": 1, "players": 2, "presses": 3}, "Presence")
    assert not is_valid({"online": 1, "players": 2}, "Presence")
    assert not is_valid({"online": 1, "players": 2, "presses": 3, "key": "x"}, "Presence")


def test_the_served_document_is_the_one_of_the_table(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        served = await game.get("/api/v1/openapi.json")
        assert served == document(rows_most=7)
        assert served["openapi"] == "3.1.0"
        assert list(served["paths"]) == [resource.path for resource in RESOURCES]
        answer = await game.ask("/api/v1/openapi.json")
        assert answer.headers["cache-control"] == "public, max-age=300"

    read(tmp_path, story, board_rows=7)


def test_every_problem_is_described_where_it_may_come() -> None:
    told = str(DOCUMENT["paths"])
    elsewhere = {"unknown_path", "method_not_allowed"}  # which no resource can have
    assert [problem.code for problem in PROBLEMS if problem.code not in told and problem.code not in elsewhere] == []


def test_codes_are_stable_words_and_each_stands_once() -> None:
    codes = [problem.code for problem in PROBLEMS]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(_[a-z]+)*", code)] == []


def test_the_limits_that_are_described_are_those_that_are_taken(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        for number in range(12):
            game.join(f"Player {number}", 1 + number)
        described = await game.get("/api/v1/openapi.json")
        (path,) = [resource.path for resource in RESOURCES if resource.name == "board"]
        (limit,) = [each for each in described["paths"][path]["get"]["parameters"] if each["name"] == "limit"]
        schema = limit["schema"]
        for asked in (schema["minimum"], schema["maximum"]):
            assert len((await game.get(f"{BOARD}?limit={asked}"))["rows"]) == asked
        assert len((await game.get(BOARD))["rows"]) == schema["default"]
        for asked in (schema["minimum"] - 1, schema["maximum"] + 1):
            assert await game.refusal(f"{BOARD}?limit={asked}") == (400, "limit_invalid")

    read(tmp_path, story, board_rows=10)


def test_an_example_is_drawn_in_lines_that_fit() -> None:
    for resource in RESOURCES:
        assert max(len(line) for line in resource.example_text.splitlines()) <= ONE_LINE
    assert pretty({"a": [], "b": {}}) == '{"a": [], "b": {}}'
    assert pretty(["x" * 60, "y" * 60]) == f'[\n  "{"x" * 60}",\n  "{"y" * 60}"\n]'
    assert as_event({"epoch": 1, "version": 2}).startswith("retry: 3000\n\nevent: board\nid: 1.2\ndata: {")
