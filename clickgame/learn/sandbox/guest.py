"""What the interpreter inside of the sandbox runs first: it loads the harness, waits for one request, and answers it.

It is handed over as text, and runs on the sandbox's Python, where there are no files. The worker copies the process
while this waits for its second line, so all that is imported before costs no program anything.
"""

# ruff: noqa: PLC0415  # it is one text, whose names go no further


def main() -> None:
    """Load the harness of the first line, then answer the second."""
    import gc
    import importlib
    import importlib.abc
    import importlib.util
    import json
    import os
    import sys
    from importlib.machinery import ModuleSpec

    # What lessons may use; a program that imports it then finds it there.
    warm = (
        "asyncio bisect collections.abc contextlib copy dataclasses datetime decimal enum fractions functools hashlib"
    )
    warm += " heapq hmac inspect io itertools math operator pprint queue random re secrets statistics string struct"
    warm += " textwrap threading time traceback types typing unicodedata uuid weakref zlib"

    class Given(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
        """Finds the modules that came as text."""

        def __init__(self, texts: dict[str, str]) -> None:
            self.texts = texts

        def find_spec(self, name: str, *_where: object) -> ModuleSpec | None:
            return importlib.util.spec_from_loader(name, self) if name in self.texts else None

        def is_package(self, fullname: str) -> bool:
            return any(name.startswith(fullname + ".") for name in self.texts)

        def get_source(self, fullname: str) -> str:
            return self.texts[fullname]

    for name in warm.split():
        importlib.import_module(name)
    given = json.loads(sys.stdin.readline())
    sys.meta_path.append(Given(given["modules"]))
    run = importlib.import_module(given["entry"]).run
    # A program may change anything here, and then gets no answer; these few are kept so that it does so on purpose.
    dumps, write, leave = json.dumps, os.write, os._exit
    gc.collect()
    gc.freeze()
    answer = dumps(run(json.loads(sys.stdin.readline()))).encode()
    while answer:
        answer = answer[write(1, answer) :]
    leave(0)


if __name__ == "__main__":
    main()
