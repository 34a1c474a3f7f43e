"""The API's description for programs: an OpenAPI 3.1 document, made of the table by which requests are answered."""

from collections.abc import Mapping

from clickgame.contract.feed import FEED_KINDS
from clickgame.web.http.api import problems
from clickgame.web.http.api.resources import ARENA, CURSOR, KIND, LIMIT, PARTS, RESOURCES, ROOT, Resource
from clickgame.web.http.api.schemas import SCHEMAS, named
from clickgame.web.previews import NAME

KEY = "key"
ALWAYS = (problems.QUERY, problems.TOO_MANY, problems.FAULT, problems.AWAY)
"""The problems that any request can have."""


def document(*, rows_most: int) -> dict[str, object]:
    """Describe the API of a server whose boards have *rows_most* lines."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": NAME,
            "version": "1",
            "description": "What the game's pages show, for programs to read; nobody needs a key for that. With a "
            "player's key a program may press, where programs are welcome. Within version 1 fields are added, and "
            "never removed.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "externalDocs": {"url": ROOT, "description": "The same for people"},
        "servers": [{"url": "/"}],
        "paths": {resource.path: {resource.method.lower(): _operation(resource, rows_most)} for resource in RESOURCES},
        "components": {
            "schemas": dict(SCHEMAS),
            "securitySchemes": {KEY: {"type": "http", "scheme": "bearer", "description": "A player's key."}},
        },
    }


def _operation(resource: Resource, rows_most: int) -> dict[str, object]:
    is_stream = resource.answer is None and resource.sent is None
    told: dict[str, object] = {"schema": named(resource.schema), "example": resource.example}
    if is_stream:
        # Each event's data is such a board; a schema of the whole text would say nothing.
        told = {"schema": {"type": "string", "description": "Events named board; the data of each is a Board."}}
    answer = {
        "description": resource.title,
        "content": {"text/event-stream" if is_stream else "application/json": told},
    }
    unchanged = (
        {} if is_stream or resource.sent else {"304": {"description": "It is as the reader has it (If-None-Match)."}}
    )
    return {
        "operationId": resource.name,
        "summary": resource.title,
        "description": resource.text,
        "parameters": [
            *(_path_parameter(name) for name in resource.parts),
            *(_query_parameter(resource, name, rows_most) for name in resource.query),
        ],
        "responses": {"200": answer, **unchanged, **_refusals(resource)},
        **(_sent(resource) if resource.sent else {}),
    }


def _sent(resource: Resource) -> dict[str, object]:
    content = {"application/json": {"schema": named("Presses"), "example": resource.sent}}
    return {"requestBody": {"required": True, "content": content}, "security": [{KEY: []}]}


def _path_parameter(name: str) -> dict[str, object]:
    meaning, example = PARTS[name]
    schema = {"type": "string", "minLength": 1}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": meaning,
        "schema": schema,
        "example": example,
    }


def _query_parameter(resource: Resource, name: str, most: int) -> dict[str, object]:
    usual = min(resource.usual, most)
    meaning, schema = {
        KIND: ("Of this kind only.", {"type": "string", "enum": [kind.key for kind in FEED_KINDS]}),
        ARENA: ("Of this arena only.", {"type": "string", "minLength": 1}),
        LIMIT: ("How many.", {"type": "integer", "minimum": 1, "maximum": most, "default": usual}),
        CURSOR: (
            "Where to go on: the next of the answer before.",
            {"type": "string", "pattern": f"^{resource.cursor}$"},
        ),
    }[name]
    return {"name": name, "in": "query", "description": meaning, "schema": schema}


def _refusals(resource: Resource) -> Mapping[str, object]:
    by_status: dict[int, list[problems.Problem]] = {}
    for problem in (*resource.problems, *ALWAYS):
        by_status.setdefault(problem.status, []).append(problem)
    return {
        str(status): {
            "description": " ".join(f"{problem.code}: {problem.title}" for problem in those),
            "content": {problems.MEDIA_TYPE: {"schema": named("Problem")}},
        }
        for status, those in sorted(by_status.items())
    }
