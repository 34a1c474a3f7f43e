"""Leaves out of the page what Reflex puts into every page and this one has no use for.

Emotion makes styles of `css` props, and nothing here has one; no var is kept in a cookie that scripts may read; no
component's props are given from two sides; the socket has one way, a WebSocket; and Reflex keeps a table of modules for
components that come as text, and none does. Together they are a fifteenth of what would be sent before the first press.
The editor of lessons looks for no faults and has no search of its own: the checks and the browser do that.
Tests hold that nothing asks for them, and the build fails when the places have moved that are changed here.
"""

import re
from typing import Unpack

from reflex_base.plugins import Plugin
from reflex_base.plugins.base import PreCompileContext

STAND_INS = {
    "@emotion/react": ("jsx.js", 'export { createElement as jsx } from "react";\n'),
    "universal-cookie": ("cookies.js", "export default class {}\n"),
    "mergician": ("merge.js", "export const mergician = (...all) => Object.assign({}, ...all);\n"),
    "./transports/index.js": (
        "transports.js",
        (
            'import { WS } from "../node_modules/engine.io-client/build/esm/transports/websocket.js";\n'
            "export const transports = { websocket: WS };\n"
        ),
    ),
    "@codemirror/lint": ("lint.js", "export const lintKeymap = [];\n"),
    "@codemirror/search": (
        "search.js",
        "export const searchKeymap = [];\nexport const highlightSelectionMatches = () => [];\n",
    ),
}
"""What is asked for, the file below `utils/` that is given instead, and what stands in it."""
FOLDER = "utils"
STYLES_BY = 'export default { plugins: { "postcss-import": {}, autoprefixer: {} } };\n'
_ALIASES = re.compile(r"(\n\s*alias: \[)")
_TABLE = re.compile(r"  useEffect\(\(\) => \{.*?window\.__reflex = .*?\}, \[\]\);", re.DOTALL)


class Lean(Plugin):
    """Compiles the page without Emotion, and without the table of its modules."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Have the files changed that Reflex writes."""
        for file, text in STAND_INS.values():
            context["add_save_task"](lambda file=file, text=text: (f"{FOLDER}/{file}", text))
        # Reflex keeps the one of the last build, which may ask for what is no longer there.
        context["add_save_task"](lambda: ("postcss.config.js", STYLES_BY))
        context["add_modify_task"]("vite.config.js", with_aliases)
        context["add_modify_task"]("app/root.jsx", without_table)


def with_aliases(config: str) -> str:
    """Have Vite take what stands in for others. Raises ValueError where the place for that is not found."""
    aliases = "".join(f"\n      {_alias(asked, file)}," for asked, (file, _) in STAND_INS.items())
    if aliases in config:  # the file may be that of the last build
        return config
    changed, places = _ALIASES.subn(lambda start: start[0] + aliases, config, count=1)
    if not places:
        raise ValueError("Vite's configuration has no list of aliases")
    return changed


def without_table(root: str) -> str:
    """Let the root keep no table of modules. Raises ValueError where it is not found."""
    changed, places = _TABLE.subn("", root, count=1)
    if not places:
        raise ValueError("the page's root has no table of modules")
    return changed


def _alias(asked: str, file: str) -> str:
    return f'{{ find: "{asked}", replacement: fileURLToPath(new URL("./{FOLDER}/{file}", import.meta.url)) }}'
