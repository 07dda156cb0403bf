"""The docs say what the program does: every command is documented as it is, every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools.reference import PAGE, commands, page

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("bench/*.md")])


def test_the_command_reference_is_what_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `.venv/bin/python -m tools.reference`"


@pytest.mark.parametrize("name", commands())
def test_every_command_is_told_of_in_readme_or_how_to(name: str) -> None:
    told = "".join(p.read_text(encoding="utf-8") for p in PAGES if "reference" not in p.parts)
    assert f"parley {name}" in told or f"./go {name}" in told


@pytest.mark.parametrize("file", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", file.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (file.parent / target).exists(), f"{file.name} points at {target}"


def test_no_page_names_a_machine() -> None:
    for file in PAGES:
        assert not re.search(r"(^|[\s(`])/(tmp|work|root|home)/", file.read_text(encoding="utf-8")), file


def test_the_readme_shows_what_the_program_prints() -> None:
    from tools.readme import README
    from tools.readme import page as readme

    assert README.read_text(encoding="utf-8") == readme(), "run `.venv/bin/python -m tools.readme`"
