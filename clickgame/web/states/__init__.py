"""Thin Reflex states: they translate between the page and the engine, and decide nothing."""
