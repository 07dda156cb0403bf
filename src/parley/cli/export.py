"""`parley publish` and `parley post`: a dossier in any format, and what changed by mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from parley.desk import Desk
    from parley.model.dossier import Dossier

FEEDS = ("atom", "jsonfeed", "digest")
"""What tells of changes, and so needs something to compare with."""


def add(app: typer.Typer) -> None:
    """Add the commands."""
    _publish(app)
    _post(app)


def _publish(app: typer.Typer) -> None:
    @app.command()
    def publish(
        form: Annotated[str, typer.Argument(metavar="FORMAT", help="The format; `list` tells them all.")],
        paths: Annotated[
            list[str] | None, typer.Argument(metavar="[PATH...]", help="Reports, or a dossier (.json).")
        ] = None,
        output: Annotated[
            Path | None, typer.Option("-o", "--output", help="Write here; else to standard output.")
        ] = None,
        archive: Annotated[str, typer.Option(metavar="ARCHIVE", help="Take the dossier from this archive.")] = "",
        negotiation: Annotated[str, typer.Option(metavar="NAME", help="Which negotiation of the archive.")] = "",
        since: Annotated[
            str, typer.Option(metavar="DAY|DOSSIER.json", help="For atom, jsonfeed and digest: compare with this.")
        ] = "",
        at: Annotated[str, typer.Option(metavar="TIME", help="The time the changes bear; else now.")] = "",
        corrections: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="People's decisions.")] = None,
        workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
        quiet: Annotated[
            bool, typer.Option("-q", "--quiet", help="Nothing on standard error but errors.")
        ] = False,
    ) -> None:
        """Write a dossier for other programs: tables, event data, linked data, references, calendar, notes."""
        from parley.cli.gather import Asked

        if form == "list":
            typer.echo(formats())
            return
        asked = Asked(paths or [], [], [], workers, False, quiet, False, corrections)
        found, code = _dossier(asked, archive, negotiation)
        _write(_made(form, found, since, at, negotiation), output, asked)
        raise typer.Exit(code)


def formats() -> str:
    """All formats, a line each; those of single tables in one line."""
    from parley.views.exports import FORMATS

    singles = [f.name.partition("-")[2] for f in FORMATS.values() if f.name.startswith("csv-")]
    lines = [f"{f.name:<12} {f.about}" for f in FORMATS.values() if not f.name.startswith(("csv-", "parquet-"))]
    lines += [f"{'csv-TABLE':<12} one table as CSV (parquet-TABLE: as Parquet): {', '.join(singles)}"]
    lines += ["atom         what changed, as an Atom feed", "jsonfeed     what changed, as a JSON Feed"]
    return "\n".join([*lines, "digest       what changed, as a mail in plain text"])


def _dossier(asked: object, archive: str, negotiation: str) -> tuple[Dossier, int]:
    from parley.cli.brief import dossier_of
    from parley.cli.gather import Asked
    from parley.desk import Desk
    from parley.errors import BadSetting

    assert isinstance(asked, Asked)
    if not archive:
        if not asked.paths:
            raise BadSetting("name reports or a dossier, or --archive and --negotiation")
        return dossier_of(asked)
    if asked.paths:
        raise BadSetting("name either reports or --archive, not both")
    _must_exist(archive)
    with Desk.open(archive) as desk:
        return desk.dossier(_named(desk, negotiation)), 0


def _must_exist(archive: str) -> None:
    from parley.errors import BadSetting

    if "://" not in archive and not Path(archive).exists():
        raise BadSetting(f"there is no archive {archive}: make one with `parley import {archive} PATH...`")


def _named(desk: Desk, negotiation: str) -> str:
    """The negotiation asked for; without a name the only one there is."""
    from parley.errors import BadSetting

    known = [n.id for n in desk.archive.negotiations()]
    if not negotiation and len(known) == 1:
        return known[0]
    if not negotiation:
        raise BadSetting(f"say --negotiation NAME; there are: {', '.join(known) or 'none'}")
    return negotiation


def _made(form: str, found: Dossier, since: str, at: str, name: str) -> bytes:
    from parley.errors import BadSetting
    from parley.views.exports import export

    if form not in FEEDS:
        return export(found, form)
    if not since:
        raise BadSetting(f"{form} tells what changed: say since when, with --since DAY or --since DOSSIER.json")
    return _changes(form, found, since, at or _now(), name).encode("utf-8", "replace")


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


def _changes(form: str, found: Dossier, since: str, at: str, name: str) -> str:
    from parley.cli.brief import text_of
    from parley.cli.gather import day
    from parley.views import read_json
    from parley.views.publish.digestmail import digest_mail
    from parley.views.publish.feeds import Channel, atom, json_feed
    from parley.views.publish.news import news
    from parley.views.rows.layout import title as about

    earlier = read_json(text_of(since)) if since.endswith(".json") else day(since)
    items = news(found, found.since(earlier), at)
    title = name or about(found) or "Parley"
    if form == "digest":
        return digest_mail(title, found, items).text
    channel = Channel(id=name or "dossier", title=title, about="What changed")
    return atom(channel, items) if form == "atom" else json_feed(channel, items)


def _write(made: bytes, output: Path | None, asked: object) -> None:
    import sys

    from parley.errors import BadSetting

    if output is None:
        if sys.stdout.isatty() and b"\0" in made[:1000]:
            raise BadSetting("this format is no text: say where to write it with -o FILE")
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    output.write_bytes(made)
    if not getattr(asked, "quiet", False):
        sys.stderr.write(f"wrote {output}\n")


def _post(app: typer.Typer) -> None:
    @app.command()
    def post(
        archive: Annotated[str, typer.Argument(help="The archive: a file, or a postgresql:// address.")],
        settings: Annotated[Path, typer.Option("-s", "--settings", metavar="FILE.toml", help="How mail is sent.")],
        negotiation: Annotated[str, typer.Option(metavar="NAME", help="Which negotiation.")] = "",
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the mail and send nothing.")] = False,
    ) -> None:
        """Mail what changed in a negotiation since the last mail; nothing changed, no mail.

        The password of the mail server is taken from PARLEY_SMTP_PASSWORD.
        """
        from parley.desk import Desk
        from parley.desk import post as mail

        _must_exist(archive)
        told = mail.read_settings(settings)
        with Desk.open(archive) as desk:
            key = _named(desk, negotiation)
            if dry_run:
                typer.echo(mail.waiting(desk, key, told)[0].text)
                return
            count = mail.post(desk, key, told)
        typer.echo(
            f"sent {count} changes to {', '.join(told.recipients)}" if count else "nothing changed: no mail"
        )
