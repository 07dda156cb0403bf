"""The outlook as one HTML page that holds everything it needs; what-if questions are solved in the browser.

Look, reading pane and keys are those of the brief's page (`parley.views.page`), and so are its rules: whatever is
printed is escaped, and the content security policy lets only the page's own style and scripts run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from parley.model.dispute import Dispute, Outlook, Preference, in_words
from parley.model.dossier import Dossier
from parley.views.outlook.rows import Sheet, lay_out
from parley.views.rows import lay_out as brief_of
from parley.views.rows import phrases
from parley.views.rows.brief import Ref
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import clean, counted
from parley.views.selfcontained import environment, policy

MOST_OPTIONS = 12  # what the browser solves at once
_HERE = Path(__file__).parent / "assets"
_SHARED = Path(__file__).parent.parent / "assets"
KINDS = {
    "equilibrium": "holds",
    "path": "way there",
    "trap": "no way there",
    "hinge": "hinges on a word",
    "survives": "survives doubt",
    "order": "order of preferences",
    "inverse": "which orders",
}


def page(outlook: Outlook, dossier: Dossier | None = None) -> str:
    """The whole page; with the dossier, every line opens the words it rests on."""
    sheet = lay_out(outlook, dossier)
    style = _text(_SHARED / "page.css") + _text(_HERE / "outlook.css")
    scripts = [_text(_HERE / "solver.js"), _text(_HERE / "outlook.js"), _text(_SHARED / "page.js")]
    return _template().render(
        sheet=sheet,
        subtitle=subtitle(outlook, sheet),
        kinds=KINDS,
        cited=_citing(dossier),
        papers=brief_of(dossier).papers if dossier else (),
        makers=outlook.dispute.decision_makers,
        hypotheses=[f"if {h.name}" for h in outlook.dispute.hypotheses],
        small=len(outlook.dispute.options) <= MOST_OPTIONS,
        model=Markup(model(outlook.dispute)),
        style=style,
        solver=scripts[0],
        desk=scripts[1],
        script=scripts[2],
        policy=policy(style, scripts),
    )


def _text(file: Path) -> Markup:
    return Markup(file.read_text(encoding="utf-8"))


def subtitle(outlook: Outlook, sheet: Sheet) -> str:
    """How large the model is, and how many outcomes hold in it."""
    holding = len(dict(outlook.equilibria).get("nash", ()))
    held = counted(holding, "outcome") if holding else "no outcome"
    by = "by themselves" if holding > 1 else "by itself"
    size = f"{counted(len(sheet.preferences), 'party', 'parties')} and {counted(len(sheet.options), 'option')}"
    return f"A model of {size}; {held} hold{'' if holding > 1 else 's'} {by}"


def _citing(dossier: Dossier | None) -> Callable[[tuple[str, ...]], tuple[Ref, ...]]:
    """From the ids of entries to places in the reports; ids that the dossier does not know are passed over."""
    if dossier is None:
        return lambda _: ()
    look = Lookup.of(dossier)
    return lambda grounds: tuple(
        dict.fromkeys(look.ref(look.entries[g].anchor) for g in grounds if g in look.entries)
    )


def model(dispute: Dispute) -> str:
    """The dispute as the JSON that the page's solver reads, safe inside a script element."""
    makers = dispute.decision_makers
    hidden = dict(dispute.misperceptions)
    bit = {o.name: 1 << b for b, o in enumerate(dispute.options)}
    raw = {
        "makers": makers,
        "options": [
            {"name": o.name, "about": o.about, "owner": makers.index(o.owner), "direction": o.direction}
            for o in dispute.options
        ],
        "infeasible": dispute.infeasible,
        "misperceptions": [hidden.get(m, ()) for m in makers],
        "preferences": [_preference(dispute, m) for m in makers],
        "stated": [_stated(dispute, dict(dispute.preferences).get(m, ())) for m in makers],
        "hypotheses": [
            {"maker": makers.index(h.decision_maker), "stated": _stated(dispute, h.preferences)}
            for h in dispute.hypotheses
        ],
        "now": sum(bit[name] for name in dispute.status_quo),
        "small": len(dispute.options) <= MOST_OPTIONS,
    }
    return clean(json.dumps(raw, ensure_ascii=False)).replace("<", "\\u003c").replace("&", "\\u0026")


def _preference(dispute: Dispute, maker: str) -> dict[str, Any]:
    """A decision maker's ranking, else its weights, else its statements, as the solver reads them."""
    if (ranking := dict(dispute.rankings).get(maker)) is not None:
        return {"ranking": [[sorted(state) for state in group] for group in ranking]}
    if (weights := dict(dispute.weights).get(maker)) is not None:
        return {"weights": weights}
    return {"statements": [s.formula for s in dict(dispute.preferences).get(maker, ())]}


def _stated(dispute: Dispute, statements: tuple[Preference, ...]) -> list[dict[str, Any]]:
    return [
        {
            "formula": s.formula,
            "words": in_words(s.formula, dispute),
            "claimant": s.claimant,
            "assumed": s.assumption,
        }
        for s in statements
    ]


@cache
def _template() -> Template:
    made = environment(_HERE)
    made.globals |= {"say": phrases}
    return made.get_template("outlook.html.j2")
