"""Leaves out of the page what Reflex puts into every page and this one has no use for.

Emotion makes styles of `css` props, and nothing here has one; Reflex keeps a table of modules for components that come
as text, and none does. Together they are a twentieth of what is sent before the first press. A test holds that nothing
asks for them, and the build fails when the places have moved that are changed here.
"""

import re
from typing import Unpack

from reflex_base.plugins import Plugin
from reflex_base.plugins.base import PreCompileContext

EMOTION = "@emotion/react"
STAND_IN = "utils/jsx.js"
_ALIAS = f'{{ find: "{EMOTION}", replacement: fileURLToPath(new URL("./{STAND_IN}", import.meta.url)) }}'
_ALIASES = re.compile(r"(\n\s*alias: \[)")
_TABLE = re.compile(r"  useEffect\(\(\) => \{.*?window\.__reflex = .*?\}, \[\]\);", re.DOTALL)


class Lean(Plugin):
    """Compiles the page without Emotion, and without the table of its modules."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Have the files changed that Reflex writes."""
        context["add_save_task"](lambda: (STAND_IN, 'export { createElement as jsx } from "react";\n'))
        context["add_modify_task"]("vite.config.js", with_alias)
        context["add_modify_task"]("app/root.jsx", without_table)


def with_alias(config: str) -> str:
    """Have Vite take React's own function for Emotion's. Raises ValueError where the place for it is not found."""
    if _ALIAS in config:  # the file may be that of the last build
        return config
    changed, places = _ALIASES.subn(rf"\1\n      {_ALIAS},", config, count=1)
    if not places:
        raise ValueError("Vite's configuration has no list of aliases")
    return changed


def without_table(root: str) -> str:
    """Let the root keep no table of modules. Raises ValueError where it is not found."""
    changed, places = _TABLE.subn("", root, count=1)
    if not places:
        raise ValueError("the page's root has no table of modules")
    return changed
