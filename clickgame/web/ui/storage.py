"""What the page keeps in the browser, where the browser keeps nothing.

A browser that blocks a site's data throws at every touch of its storage, and Reflex and React Router touch it before
anything is drawn: the page would be an error message. A stand-in that lasts as long as the page lets it be played."""

import reflex as rx

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
