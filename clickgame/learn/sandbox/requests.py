"""What a sandbox is asked to run, judged before anything is done with it."""

import json
from typing import Any, TypeGuard

from clickgame.contract.sandbox import ProgramInvalid, ProgramTooLong
from clickgame.learn.sandbox.limits import Limits

SEED_MOST = 2**63


def packed(request: object, limits: Limits) -> bytes:
    """Give *request* as a worker takes it: one line of JSON without its end.

    A request is a dict of `code`, `checks` (a text or None), `files` (texts by name) and `seed` (a whole number); all
    but the first may be left out. Raises ProgramInvalid and ProgramTooLong.
    """
    if not isinstance(request, dict):
        raise ProgramInvalid
    fields: dict[Any, Any] = request
    if not fields.keys() <= {"code", "checks", "files", "seed"}:
        raise ProgramInvalid
    code, checks, seed = fields.get("code"), fields.get("checks") or "", fields.get("seed", 0)
    given = fields.get("files")
    files: dict[Any, Any] = {} if given is None else given
    if not _is_text(code) or not _is_text(checks) or not isinstance(files, dict):
        raise ProgramInvalid
    if type(seed) is not int or not -SEED_MOST <= seed < SEED_MOST:
        raise ProgramInvalid
    if not all(_is_text(name) and _is_text(text) for name, text in files.items()):
        raise ProgramInvalid
    if len(code) > limits.program_most:
        raise ProgramTooLong
    if len(checks) + sum(len(name) + len(text) for name, text in files.items()) > limits.files_most:
        raise ProgramTooLong
    return json.dumps({"code": code, "checks": checks or None, "files": files, "seed": seed}).encode()


def _is_text(value: object) -> TypeGuard[str]:
    """Tell whether *value* is a text that can be encoded: it has no half of a pair of surrogates."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
