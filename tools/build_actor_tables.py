#!/usr/bin/env python3
"""Make the bundled actor tables from their raw files.

usage: tools/build_actor_tables.py --factbook FILE --phoenix FILE --agents FILE [--out FOLDER]

Raw files, JSON lines: the World Factbook (public domain), the Phoenix actor dictionaries and the PLOVER agents
dictionary of the Open Event Data Alliance (MIT). What is corrected or added by hand stands in
src/parley/reading/actors/vocabulary/*.toml, never in the tables, so that they can be made anew.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src/parley/reading/actors/tables"

# The Factbook's country codes (GEC, once FIPS 10-4) and ISO 3166-1 alpha-3.
ISO = dict(
    pair.split("=")
    for pair in """
ag=DZA ao=AGO bc=BWA bn=BEN by=BDI cd=TCD cf=COG cg=COD cm=CMR cn=COM ct=CAF cv=CPV dj=DJI eg=EGY ek=GNQ er=ERI
et=ETH ga=GMB gb=GAB gh=GHA gv=GIN iv=CIV ke=KEN li=LBR lt=LSO ly=LBY ma=MDG mi=MWI ml=MLI mo=MAR mp=MUS mr=MRT
mz=MOZ ng=NER ni=NGA od=SSD pu=GNB rw=RWA se=SYC sf=ZAF sg=SEN sh=SHN sl=SLE so=SOM su=SDN to=TGO tp=STP ts=TUN
tz=TZA ug=UGA uv=BFA wa=NAM wi=ESH wz=SWZ za=ZMB zi=ZWE aq=ASM as=AUS bp=SLB ck=CCK cq=MNP cw=COK fj=FJI fm=FSM
fp=PYF gq=GUM kr=KIR kt=CXR nc=NCL ne=NIU nf=NFK nh=VUT nr=NRU nz=NZL pc=PCN ps=PLW rm=MHL tl=TKL tn=TON tv=TUV
wf=WLF ws=WSM aa=ABW ac=ATG av=AIA bb=BRB bf=BHS bh=BLZ cj=CYM cs=CRI cu=CUB do=DMA dr=DOM es=SLV gj=GRD gt=GTM
ha=HTI ho=HND jm=JAM mh=MSR nn=SXM nu=NIC pm=PAN rn=MAF rq=PRI sc=KNA st=LCA tb=BLM td=TTO tk=TCA uc=CUW vc=VCT
vi=VGB vq=VIR aj=AZE am=ARM gg=GEO kg=KGZ kz=KAZ rs=RUS ti=TJK tx=TKM uz=UZB bm=MMR bx=BRN cb=KHM ch=CHN hk=HKG
id=IDN ja=JPN kn=PRK ks=KOR la=LAO mc=MAC mg=MNG my=MYS pp=PNG rp=PHL sn=SGP th=THA tt=TLS tw=TWN vm=VNM al=ALB
an=AND au=AUT be=BEL bk=BIH bo=BLR bu=BGR cy=CYP da=DNK ei=IRL en=EST ez=CZE fi=FIN fo=FRO fr=FRA gi=GIB gk=GGY
gm=DEU gr=GRC hr=HRV hu=HUN ic=ISL im=IMN it=ITA je=JEY kv=XKX lg=LVA lh=LTU lo=SVK ls=LIE lu=LUX md=MDA mj=MNE
mk=MKD mn=MCO mt=MLT nl=NLD no=NOR pl=POL po=PRT ri=SRB ro=ROU si=SVN sm=SMR sp=ESP sw=SWE sz=CHE uk=GBR up=UKR
vt=VAT ae=ARE ba=BHR ir=IRN is=ISR iz=IRQ jo=JOR ku=KWT le=LBN mu=OMN qa=QAT sa=SAU sy=SYR tu=TUR ym=YEM bd=BMU
ca=CAN gl=GRL mx=MEX sb=SPM us=USA ar=ARG bl=BOL br=BRA ci=CHL co=COL ec=ECU fk=FLK gy=GUY ns=SUR pa=PRY pe=PER
uy=URY ve=VEN af=AFG bg=BGD bt=BTN ce=LKA in=IND mv=MDV np=NPL pk=PAK
""".split()
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


def write(folder: Path, name: str, head: Iterable[str], body: Iterable[Iterable[str]]) -> None:
    """A tab-separated table with a heading line."""
    lines = ["\t".join(head), *("\t".join(row) for row in body)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--factbook", "--phoenix", "--agents"):
        parser.add_argument(name, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    write(given.out, "countries", ("iso3", "name", "names", "demonyms", "seats"), countries(given.factbook))


if __name__ == "__main__":
    main()
