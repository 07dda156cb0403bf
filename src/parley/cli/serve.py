"""`parley serve`: the desk in the browser. `parley people`: who may use it."""

from __future__ import annotations

from typing import Annotated

import typer

ARCHIVE = "parley.db"
Where = Annotated[
    str, typer.Argument(metavar="[ARCHIVE]", help="The archive: a file, or a postgresql:// address.")
]


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(serve)
    people = typer.Typer(name="people", help="Accounts of a desk that is shared.", no_args_is_help=True)
    people.command("add")(add_person)
    people.command("list")(list_people)
    app.add_typer(people, name="people")


def serve(
    archive: Where = ARCHIVE,
    host: Annotated[str, typer.Option(help="Where to listen; beyond this machine needs accounts.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8321,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A host name the desk answers to. Repeatable.")
    ] = None,
    owner: Annotated[
        str, typer.Option(envvar="PARLEY_AUTHOR", help="How decisions are signed while there are no accounts.")
    ] = "",
    trust_header: Annotated[
        str, typer.Option(metavar="HEADER", help="Header in which a reverse proxy says who is signed in.")
    ] = "",
    trust_from: Annotated[
        list[str] | None,
        typer.Option(metavar="NETWORK", help="Whose word on that is taken."),
    ] = None,
    https: Annotated[bool, typer.Option("--https", help="Readers come by https alone.")] = False,
    without_accounts: Annotated[
        bool, typer.Option("--without-accounts", help="Whoever can reach the desk owns it. Think twice.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read larger imports side by side.")] = 2,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let imports fetch addresses inside your own network.")
    ] = False,
) -> None:
    """Open the desk in the browser: read, search, correct, follow. Without an archive it makes parley.db here."""
    from parley.web.serving import Asked, run

    asked = Asked(
        archive=archive,
        host=host,
        port=port,
        show=show,
        names=tuple(name or ()),
        owner=owner,
        header=trust_header,
        trusted=tuple(trust_from or ()),
        https=https,
        without_accounts=without_accounts,
        workers=workers,
        allow_private=allow_private,
    )
    raise typer.Exit(run(asked))


def add_person(
    name: Annotated[str, typer.Argument(help="How they sign in, and how their decisions are signed.")],
    archive: Annotated[str, typer.Option("--archive", help="The archive.")] = ARCHIVE,
    role: Annotated[str, typer.Option(help="reader, analyst or admin.")] = "reader",
    password: Annotated[
        str,
        typer.Option(
            envvar="PARLEY_PASSWORD", prompt=True, hide_input=True, confirmation_prompt=True, help="Or asked."
        ),
    ] = "",
) -> None:
    """Open an account. The first one must be an admin's; from then on everybody signs in."""
    from parley.desk import Desk
    from parley.errors import BadSetting

    with Desk.open(archive) as desk:
        if role != "admin" and not desk.people.any():
            raise BadSetting("the first account must be an admin's: add --role admin")
        desk.people.add(name, password, role, by="command line")
    typer.echo(f"{name} can sign in as {role}")


def list_people(archive: Annotated[str, typer.Option("--archive", help="The archive.")] = ARCHIVE) -> None:
    """All accounts with their roles."""
    from parley.desk import Desk

    with Desk.open(archive) as desk:
        for account in desk.people.accounts():
            typer.echo(f"{account.name}\t{account.role}\t{'closed' if account.closed else 'open'}")
