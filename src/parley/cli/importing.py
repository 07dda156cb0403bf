"""The work behind `parley import`, `export` and `verify`."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from parley.cli.gather import LEFT_OUT, Asked, bar, intake
from parley.desk import Desk
from parley.errors import BadArchive, BadSetting
from parley.intake.places import places
from parley.model.negotiation import Negotiation, slug
from parley.store import Archive
from parley.store.bundle import is_bundle


def run(where: str, asked: Asked, name: str, author: str) -> int:
    """Take reports or a bundle into an archive; exit code 3 if something was left out."""
    bundles = [Path(p) for p in asked.paths if Path(p).is_file() and is_bundle(Path(p))]
    if bundles:
        return _bundle(where, bundles, asked)
    desk = Desk.open(where)
    try:
        return _reports(desk, asked, name, author)
    finally:
        desk.close(wait=False)


def _bundle(where: str, bundles: list[Path], asked: Asked) -> int:
    if len(asked.paths) > 1:
        raise BadSetting(f"{bundles[0]} is a whole archive: import it alone, into a new archive")
    with Archive.open(where) as archive:
        archive.fill(bundles[0])
        counts = archive.counts()
    asked.say(f"{where} holds {counts.reports} reports and {counts.entries} entries")
    return 0


def _reports(desk: Desk, asked: Asked, name: str, author: str) -> int:
    wanted = _negotiation(desk.archive, name)
    taken = intake(asked)
    if not taken.reports:
        for fault in taken.left_out:
            sys.stderr.write(f"left out: {fault}\n")
        raise BadSetting("no report could be read: name files, folders or addresses that hold English text")
    home = _filed(desk.archive, wanted, author)
    with bar(asked, "Reading") as (resize, advance):
        resize(len(taken.reports))
        done = desk.take_in(
            home, taken.reports, author=author, workers=asked.workers, step=advance, raw=Bytes(asked.paths)
        )
    for fault in (*taken.left_out, *done.left_out):
        sys.stderr.write(f"left out: {fault}\n")
    sys.stdout.write(
        f"{home}: {len(done.new)} new reports, {len(done.known)} known, {done.entries} entries read\n"
    )
    return LEFT_OUT if taken.left_out or done.left_out else 0


def _negotiation(archive: Archive, name: str) -> Negotiation | str:
    """The negotiation meant: one that is there, by id or title, or a new one. Raises BadSetting."""
    there = archive.negotiations()
    if not name:
        if len(there) == 1:
            return there[0].id
        known = f" ({', '.join(n.id for n in there)})" if there else ""
        raise BadSetting(f"say which negotiation the reports belong to: --negotiation NAME{known}")
    found = next((n.id for n in there if name in (n.id, n.title)), None)
    return found or Negotiation(id=slug(name), title=name)


def _filed(archive: Archive, wanted: Negotiation | str, author: str) -> str:
    return wanted if isinstance(wanted, str) else archive.add_negotiation(wanted, author=author).id


class Bytes(Mapping[str, bytes]):
    """The bytes of files by name, read when asked for; a name that two files bear is none."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files: dict[str, Path | None] = {}
        for place in places(paths):
            if isinstance(place, Path):
                self._files[place.name] = None if place.name in self._files else place

    def __getitem__(self, name: str) -> bytes:
        path = self._files.get(name) or self._files.get(name.rpartition("#")[0])
        if path is None:
            raise KeyError(name)
        try:
            return path.read_bytes()
        except OSError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return (name for name, path in self._files.items() if path)

    def __len__(self) -> int:
        return sum(1 for path in self._files.values() if path)


@contextmanager
def existing(where: str) -> Iterator[Archive]:
    """An archive that is there already. Raises BadArchive instead of making one."""
    if "://" not in where and not Path(where).is_file():
        raise BadArchive(f"there is no archive {where}: `parley import` makes one")
    with Archive.open(where) as archive:
        yield archive


def export(where: str, output: Path | None) -> None:
    """Write the bundle whole or not at all."""
    with existing(where) as archive:
        if output is None:
            sys.stdout.writelines(archive.export())
            return
        draft = output.with_name(f".{output.name}.new")
        try:
            _write(draft, archive.export(), packed=output.suffix == ".gz")
            draft.replace(output)
        except OSError as fault:
            raise BadSetting(f"{output} cannot be written ({fault.strerror})") from None
        finally:
            draft.unlink(missing_ok=True)


def _write(path: Path, lines: Iterable[str], *, packed: bool) -> None:
    with path.open("wb") as file:
        if packed:
            # Without name and time, so that the same archive packs to the same bytes.
            with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as pack:
                pack.writelines(line.encode("ascii") for line in lines)
        else:
            file.writelines(line.encode("ascii") for line in lines)
        file.flush()
        os.fsync(file.fileno())


def verify(where: str, quiet: bool) -> int:
    """Say what does not fit; 0 if all does."""
    asked = Asked([], [], [], 1, False, quiet, False)
    with existing(where) as archive, bar(asked, "Verifying") as (resize, advance):
        counts = archive.counts()
        resize(counts.reports + counts.retracted)
        faults = archive.verify(advance)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    if not faults:
        sys.stdout.write(f"{where}: {counts.reports} reports and {counts.entries} entries, nothing amiss\n")
    return 1 if faults else 0
