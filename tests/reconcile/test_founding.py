"""The two founding reports, read by hand, reconciled by general rules."""

from pathlib import Path

import pytest
from bench.common import rows
from bench.relations import Pair, figures

from parley.model.dossier import Dossier, Standing
from parley.model.judgements import Relation
from parley.reconcile import reconcile
from tests.reconcile.goldrecord import founding, reports

GOLD = Path(__file__).parents[2] / "bench" / "data" / "relations" / "seed_pair_gold.jsonl"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return reconcile(founding())


def clash(dossier: Dossier, relation: Relation, slot: str, who: str = "") -> tuple[str, str] | None:
    """The answers of the first disagreement of this kind."""
    points = {p.id: p for p in dossier.points}
    for found in dossier.disagreements:
        point = points[found.point]
        if (found.relation, found.slot) == (relation, slot) and who in point.question:
            answers = {a.entry: a.answer for a in point.accounts}
            return answers[found.a], answers[found.b]
    return None


@pytest.mark.parametrize(
    ("relation", "slot", "who", "answers"),
    [
        (Relation.CONTRADICTS, "place", "talks", {"Ankara", "Istanbul"}),
        (Relation.CONTRADICTS, "when", "invasion", {"2022-02", "2022-03"}),
        (Relation.SUPERSEDES, "answer", "Zelensky", ("will attend", "will not attend")),
        (Relation.SUPERSEDES, "answer", "Trump", ("may attend", "will not attend")),
        (Relation.SUPERSEDES, "answer", "Putin", ("may attend", "did not attend")),
        (Relation.SUPERSEDES, "stage", "talks", ("planned", "collapsed")),
        (Relation.SUPERSEDES, "when", "talks", ("Thursday", "Friday")),
    ],
)
def test_what_the_reports_set_against_each_other(dossier, relation, slot, who, answers):
    found = clash(dossier, relation, slot, who)
    assert found is not None
    assert (set(found) if isinstance(answers, set) else found) == answers


def test_no_answer_is_called_a_contradiction(dossier):
    assert clash(dossier, Relation.CONTRADICTS, "answer") is None
    assert clash(dossier, Relation.DISPUTES, "answer") is None


def test_meetings_are_kept_apart(dossier):
    merged = {tuple(sorted(m.split("/m-")[1] for m in g.members)) for g in dossier.gatherings}
    for lone in ("european-political-community-summit", "zelensky-hosts-eu-leaders", "sybiha-rubio-meeting"):
        assert (lone,) in merged
    talks = next(m for m in merged if "summit-in-istanbul" in m)
    assert {"russia-ukraine-peace-talks", "summit", "direct-talks", "ukraine-russia-summit"} <= set(talks)
    assert not any("2022-2022" in m or "2019" in m for m in talks)


def test_unnamed_sources_stay_three(dossier):
    voices = {
        (a.report, a.voice.description) for p in dossier.points for a in p.accounts if a.voice.kind == "anonymous"
    }
    assert len({d for _, d in voices if "official" in d or "diplomat" in d}) == 3
    assert all(len(a.members) == 1 for a in dossier.cast if "official" in a.name or "diplomat" in a.name)


def test_five_lines_with_their_grounds(dossier):
    assert len(dossier.lines) == 5
    entries = {e.id for e in dossier.record.entries}
    assert all(line.grounds and set(line.grounds) <= entries for line in dossier.lines)
    assert "Vladimir Putin" in dossier.lines[0].text
    assert "Ankara" in dossier.lines[4].text


def test_days_before_after_and_long_ago(dossier):
    order = {m.label: m.order for m in dossier.timeline}
    days = [
        next(o for label, o in order.items() if day in label) for day in ("2019", "2022", "Saturday", "Thursday")
    ]
    assert days == sorted(days)


def test_every_point_has_a_note_and_its_accounts_are_in_order(dossier):
    for point in dossier.points:
        assert point.note.endswith(".")
        assert point.note[0].isupper()
        assert [a.order for a in point.accounts] == sorted(a.order for a in point.accounts)
        assert (point.standing is Standing.AGREED) <= (point.sources > 1)


def test_the_hand_made_relations(dossier):
    items = list(rows(GOLD))
    pair = Pair(dossier, reports()["libfails"], reports()["ipaper"])
    reached = figures(items, {i["id"]: pair.label(i) for i in items})
    assert reached["accuracy"] >= 0.74
    assert reached["trap violations"] == 0
    assert pair.false_merges(set()) == []
