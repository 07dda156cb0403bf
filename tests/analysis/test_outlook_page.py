"""The outlook page in a real browser: its solver agrees with ours, switches re-solve, findings open words."""

from __future__ import annotations

import json
import random

import pytest

from parley.analysis.draft import draft
from parley.analysis.graph import graph
from parley.analysis.solve import solve
from parley.analysis.stability import ANSWERS, CONCEPTS, equilibria
from parley.analysis.toml_file import read_toml
from parley.model.dispute import Dispute, Option, Preference
from parley.views import outlook as views
from parley.views.outlook.page import model
from tests.analysis.harbour import dossier
from tests.browser import SLOW, in_browser

ORCHARD = """
name = "Water </script><b>talks</b>"
status_quo = ["pump"]
[[maker]]
name = "Upstream"
preferences = ["pump if not aid", "not treaty or aid"]
[[maker]]
name = "Downstream"
weights = { pump = -3.0, aid = -1.0, treaty = 2.5 }
[[option]]
name = "pump"
owner = "Upstream"
[[option]]
name = "treaty"
owner = "Upstream"
direction = "fwd"
[[option]]
name = "aid"
owner = "Downstream"
"""


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    found = dossier()
    file = tmp_path_factory.mktemp("outlook") / "outlook.html"
    file.write_text(views.html(solve(draft(found)), found), encoding="utf-8")
    faults: list[str] = []
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(SLOW)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.goto(file.as_uri())
    yield page
    assert faults == []


def dispute(seed: int) -> Dispute:
    """A random model: ties, irreversible options, impossible and misperceived states, all forms of preference."""
    rng = random.Random(seed)
    makers = [f"m{i}" for i in range(rng.randint(2, 4))]
    names = [f"o{i}" if i % 2 else f"option {i}" for i in range(rng.randint(3, 6))]
    quoted = [f'"{n}"' for n in names]
    options = tuple(
        Option(name=n, owner=rng.choice(makers), direction=rng.choice(["both", "both", "fwd", "back"]))
        for n in names
    )
    pattern = tuple((n, rng.random() < 0.5) for n in rng.sample(names, 2))
    hidden = tuple((n, rng.random() < 0.5) for n in rng.sample(names, 2))
    joins = ["and", "or", "if", "iff", "and not"]
    told = {
        m: [f"{rng.choice(['', 'not '])}({' '.join(_mixed(rng, quoted, joins))})" for _ in range(4)]
        for m in makers
    }
    return Dispute(
        name="random",
        decision_makers=tuple(makers),
        options=options,
        preferences=tuple((m, tuple(Preference(formula=f) for f in told[m])) for m in makers),
        infeasible=(pattern,) if rng.random() < 0.5 else (),
        weights=((makers[0], tuple((n, float(rng.randint(-2, 2))) for n in names)),) if rng.random() < 0.4 else (),
        rankings=(
            (
                makers[-1],
                ((frozenset(names[:2]),), (frozenset(names), frozenset())),
            ),
        )
        if rng.random() < 0.3
        else (),
        misperceptions=((makers[0], (hidden,)),) if rng.random() < 0.4 else (),
    )


def _mixed(rng: random.Random, names: list[str], joins: list[str]) -> list[str]:
    return [rng.choice(names), rng.choice(joins), rng.choice(names), rng.choice(joins), rng.choice(names)]


class TestInTheBrowser:
    pytestmark = in_browser

    def test_the_solver_of_the_page_agrees_with_ours(self, opened) -> None:
        solved = 0
        for seed in range(60):
            made = dispute(seed)
            ours = graph(made)
            answer = ANSWERS[seed % 3]
            theirs = opened.evaluate(
                "([m, a]) => Parley.solve(JSON.parse(m), a).equilibria", [model(made), answer]
            )
            for concept in CONCEPTS:
                assert theirs[concept] == equilibria(ours, concept, answer).tolist(), (seed, concept, answer)
                solved += len(theirs[concept])
        assert solved > 0

    def test_twelve_options_are_solved_while_one_looks(self, opened, browser, tmp_path) -> None:
        names = [f"o{i}" for i in range(12)]

        def stated(k: int, j: int) -> Preference:
            return Preference(formula=f"{names[(k * 5 + j) % 12]} iff {names[(k + j) % 12]}")

        made = Dispute(
            name="large",
            decision_makers=("a", "b", "c", "d"),
            options=tuple(Option(name=n, owner="abcd"[i // 3]) for i, n in enumerate(names)),
            preferences=tuple(
                (
                    m,
                    tuple(
                        Preference(formula=f"{names[(k * 5 + j) % 12]} iff {names[(k + j) % 12]}")
                        for j in range(8)
                    ),
                )
                for k, m in enumerate("abcd")
            ),
        )
        script = (
            "(m) => { const t = performance.now(); Parley.solve(JSON.parse(m)); return performance.now() - t; }"
        )
        assert opened.evaluate(script, model(made)) < 5000
        file = tmp_path / "large.html"
        file.write_text(views.html(solve(made)), encoding="utf-8")
        page = browser.new_page()
        page.goto(file.as_uri(), timeout=SLOW)
        assert page.locator("#states thead th").count() > 1
        page.close()

    def test_a_finding_opens_the_words_it_rests_on(self, opened) -> None:
        opened.locator("#findings .refs a").first.click()
        assert opened.locator("mark.on").count() >= 1

    def test_disbelieving_a_claim_changes_what_holds_at_once(self, opened) -> None:
        before = opened.locator("#states thead th").count()
        opened.select_option("#claim", "0")
        assert opened.locator("#difference").inner_text().startswith("No longer holds")
        assert opened.locator("#states thead th").count() < before
        opened.click("#reset")
        assert opened.locator("#states thead th").count() == before

    def test_a_preference_can_be_switched_off_and_moved_by_keyboard(self, opened) -> None:
        box = opened.locator("#wishes input").first
        box.focus()
        opened.keyboard.press("Space")
        assert not box.is_checked()
        assert opened.locator("#difference").inner_text()
        down = opened.locator("#wishes button[data-by='1']").first
        down.focus()
        opened.keyboard.press("Enter")
        assert opened.evaluate("document.activeElement.tagName") == "BUTTON"
        opened.click("#reset")

    def test_it_fits_a_phone(self, opened) -> None:
        opened.set_viewport_size({"width": 360, "height": 640})
        assert opened.evaluate("document.documentElement.scrollWidth") <= 360
        opened.set_viewport_size({"width": 1440, "height": 900})


def test_text_of_a_model_cannot_break_out_of_the_page() -> None:
    made = read_toml(ORCHARD)
    page = views.html(solve(made))
    assert "<b>talks" not in page
    assert page.count("</script>") == 4
    assert json.loads(model(made))["now"] == 1


def test_the_page_says_first_what_is_assumed() -> None:
    found = dossier()
    page = views.html(solve(draft(found)), found)
    assert page.index(">Before you read on") < page.index(">What follows</h2>")
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "order of each party" in page
