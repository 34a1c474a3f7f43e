"""How long to wait before something that ended is tried again."""


class Pauses:
    """Pauses between *least_s* and *most_s*, which double until something has lasted for *calm_s*."""

    def __init__(self, *, least_s: float, most_s: float, calm_s: float) -> None:
        """Begin with the shortest one."""
        self._least_s = least_s
        self._most_s = most_s
        self._calm_s = calm_s
        self._next_s = least_s

    def after(self, *, lasted_s: float) -> float:
        """Give the pause (s) after what has *lasted_s*."""
        pause_s = self._least_s if lasted_s >= self._calm_s else self._next_s
        self._next_s = min(2 * pause_s, self._most_s)
        return pause_s
