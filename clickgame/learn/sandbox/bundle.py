"""The harness as text: all modules of a package, for an interpreter that has no files."""

import json
from pathlib import Path

HARNESS = Path(__file__).parents[1] / "harness"


def bundle(package: Path = HARNESS) -> bytes:
    """Give the modules of *package*, and which of them has the function `run`, as one line of JSON without its end."""
    modules: dict[str, str] = {}
    for path in sorted(package.rglob("*.py")):
        names = (package.name, *path.relative_to(package).with_suffix("").parts)
        modules[".".join(names).removesuffix(".__init__")] = path.read_text(encoding="utf-8")
    return json.dumps({"modules": modules, "entry": package.name}).encode()
