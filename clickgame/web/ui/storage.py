"""What the page keeps in the browser, where the browser keeps nothing.

A browser that blocks a site's data throws at every touch of its storage, and Reflex and React Router touch it before
anything is drawn: the page would be an error message. A stand-in that lasts as long as the page lets it be played."""

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

_STAND_IN = """
try { localStorage } catch {
  for (const name of ["localStorage", "sessionStorage"]) {
    const kept = new Map(), value = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, String(value)),
      removeItem: (key) => kept.delete(key),
      clear: () => kept.clear(),
    };
    Object.defineProperty(window, name, { value });
  }
}
"""


def storage_stand_in() -> rx.Component:
    """Put the stand-in in place, if it is needed; for the head, before all else."""
    return rx.el.script(_STAND_IN)


@var_operation
def keeps_cookies(name: rx.vars.StringVar) -> CustomVarOperationReturn[bool]:
    """Try whether the browser keeps a cookie of that *name*; `navigator.cookieEnabled` may say so when it does not."""
    written, there = f"document.cookie = {name} + '=1'", f"document.cookie.includes({name} + '=')"
    return var_operation_return(f"[{written}, {there}, document.cookie = {name} + '=;max-age=0'][1]", var_type=bool)
