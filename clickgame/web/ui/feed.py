"""The feed's entries as this page has put them together: from answers, from news, and newest first.

Both are text as `gateway/feed.py` writes it, and say for which numbers they are complete. What the page has is one
stretch of numbers: an answer makes it longer downwards, news upwards. News that leave a gap are not taken; the page
asks anew then."""

from typing import Any, NamedTuple

import reflex as rx
from reflex.vars import VarData

_Row = tuple[int, str, str, str, str, str, str, str, str, str, bool, bool, str]


class Drawn(NamedTuple):
    """What the page has of the feed."""

    rows: rx.Var[list[_Row]]
    """Number, time, how long ago, player, handle, words, other handle, arena, counts, own reaction, hidden, own, and
    the other one."""
    low: rx.Var[int]
    """The number above which all is here."""
    has_more: rx.Var[bool]
    is_known: rx.Var[bool]
    has_gap: rx.Var[bool]


def drawn(*, page: rx.Var[str], news: rx.Var[str], own: rx.Var[str], me: rx.Var[str], date_ms: rx.Var[float]) -> Drawn:
    """Give what to draw, as of *date_ms*; *own* has the entries to which *me* has just answered."""
    hooks = f"""
const kept = useRef({{entries: new Map(), low: 0, high: 0}}).current;
const change = ([number, at, ...parts], answers) => {{
  const old = kept.entries.get(+number);
  if (at) kept.entries.set(+number, [at, ...parts.slice(0, 6), answers ? parts[6] : old?.[7], ...parts.slice(7)]);
  else if (old?.[1] === {me!s}) old[8] = "1";
  else kept.entries.delete(+number);
}};
const take = (name, text, answers) => {{
  if (!text || kept[name] === text) return;
  kept[name] = text;
  const [[kind, arena, ...head], ...lines] = text.split("\\n").map((line) => line.split("\\t"));
  const shown = kind + "\\t" + arena, [low, high, at, more] = head.map(Number);
  if (answers && (kept.shown !== shown || low > kept.high)) {{
    Object.assign(kept, {{shown, low, high, more, gap: false, entries: new Map()}});
  }} else if (kept.shown !== shown) return;
  else if (answers && high === kept.low) Object.assign(kept, {{low, more}});
  else if (low > kept.high) return kept.gap = true;
  else Object.assign(kept, {{high: Math.max(high, kept.high), gap: false}});
  kept.skewS = at - Date.now() / 1000;
  lines.forEach((line) => +line[0] > kept.low && change(line, answers));
}};
take("page", {page!s}, true);
take("news", {news!s}, false);
if (kept.own !== {own!s}) (kept.own = {own!s}).split("\\n").forEach((line) => {{
  const parts = line.split("\\t");
  if (kept.entries.has(+parts[0])) change(parts, true);
}});
const ago = (s) => s < 45 ? "just now" : s < 3570 ? Math.round(s / 60) + " min ago" :
  s < 84600 ? Math.round(s / 3600) + " h ago" : Math.round(s / 86400) + " d ago";
const nowS = {date_ms!s} && Date.now() / 1000 + (kept.skewS ?? 0);
const rows = [...kept.entries].sort(([one], [other]) => other - one).map(([number, parts]) => {{
  const [at, player, handle, words, other, arena, counts, mine, hidden, otherId] = parts;
  return [number, new Date(at * 1000).toISOString(), ago(nowS - at), player, handle, words, other ?? "", arena ?? "",
    counts ?? "", mine ?? "", !!hidden, player === {me!s}, otherId ?? ""];
}});
"""
    needs = VarData(imports={"react": ["useRef"]}, hooks={hooks: None})

    def there(expression: str, kind: Any) -> Any:  # noqa: ANN401  # a Var of that kind
        return rx.Var(expression, _var_type=kind, _var_data=needs).guess_type()

    return Drawn(
        rows=there("rows", list[_Row]),
        low=there("kept.low", int),
        has_more=there("!!kept.more", bool),
        is_known=there("!!kept.shown", bool),
        has_gap=there("!!kept.gap", bool),
    )
