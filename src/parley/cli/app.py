"""The commands and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parley import __version__
from parley.cli import archive, export, mcp, serve, watch

app = typer.Typer(
    name="parley",
    help="Follow a negotiation through the press: one record, every line anchored in the words that say so.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or web addresses of reports.")]
Output = Annotated[
    list[Path] | None,
    typer.Option("-o", "--output", help="Write here; the ending decides: .html .md .json .txt. May be repeated."),
]
Published = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[REPORT=]DAY",
        help="The day the reports came out, as 2025-05-15; for one: ipaper.txt=2025-05-15 (file or outlet).",
    ),
]
Outlet = Annotated[
    list[str] | None,
    typer.Option(metavar="[FILE=]NAME", help="Who published the reports; for one report: report.txt=NAME."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read side by side.")]
Engine = Annotated[
    str, typer.Option("--engine", metavar="NAME", help="What reads: processes, or dask (extra) for many machines.")
]
Scheduler = Annotated[
    str, typer.Option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler; else Dask works here.")
]
Shards = Annotated[
    Path | None,
    typer.Option("--keep-shards", metavar="FOLDER", help="Keep finished work there, for a run that is stopped."),
]
Private = Annotated[bool, typer.Option("--allow-private", help="Let addresses inside your own network be read.")]
Corrections = Annotated[
    Path | None,
    typer.Option(metavar="FILE.toml", help="People's decisions, as `parley correct` writes them."),
]
Reader = Annotated[str, typer.Option(metavar="rules|model", help="Let a language model read beside the rules.")]
Endpoint = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The model's server, OpenAI-compatible: http://127.0.0.1:8080/v1."),
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="The model's name on that server.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Nothing on standard error but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say what was read and how long it took.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"parley {__version__}")
        raise typer.Exit


@app.callback()
def parley(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Follow a negotiation through the press: one record, every line anchored in the words that say so."""


@app.command()
def brief(
    paths: Paths,
    output: Output = None,
    published: Published = None,
    outlet: Outlet = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help="Show what was known at the end of this day.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY|DOSSIER.json", help="Show first what changed since then.")
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print the brief even when it is written to a file.")
    ] = False,
    corrections: Corrections = None,
    reader: Reader = "rules",
    endpoint: Endpoint = None,
    model: Model = None,
    workers: Workers = 1,
    engine: Engine = "processes",
    scheduler: Scheduler = "",
    shards: Shards = None,
    allow_private: Private = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read reports about talks and write the brief: who comes, what is on the table, where reports disagree.

    A dossier that was written with `-o NAME.json` may stand in for the reports.
    """
    from parley.cli import gather
    from parley.cli.brief import run

    hired = gather.model(reader, endpoint, model)
    asked = gather.Asked(
        paths,
        published or [],
        outlet or [],
        workers,
        allow_private,
        quiet,
        verbose,
        corrections=corrections,
        model=hired,
        engine=engine,
        scheduler=scheduler,
        shards=shards,
    )
    raise typer.Exit(run(asked, output or [], as_of=as_of, since=since, show=show))


@app.command()
def read(
    paths: Paths,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here instead of printing.")] = None,
    published: Published = None,
    outlet: Outlet = None,
    reader: Reader = "rules",
    endpoint: Endpoint = None,
    model: Model = None,
    workers: Workers = 1,
    engine: Engine = "processes",
    scheduler: Scheduler = "",
    shards: Shards = None,
    allow_private: Private = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read reports and print their entries as JSON lines, each with the words it rests on."""
    from parley.cli import gather
    from parley.cli.read import run

    hired = gather.model(reader, endpoint, model)
    asked = gather.Asked(
        paths,
        published or [],
        outlet or [],
        workers,
        allow_private,
        quiet,
        verbose,
        model=hired,
        engine=engine,
        scheduler=scheduler,
        shards=shards,
    )
    raise typer.Exit(run(asked, output))


@app.command()
def analyse(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Reports, a dossier (.json) or a model (.toml, .gmcr)."),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o", "--output", help="Write here; by ending: .html .toml (the model) .gmcr .md .json .txt."
        ),
    ] = None,
    answer: Annotated[
        str, typer.Option(metavar="RULE", help="How opponents answer together: sequence, one-each or single.")
    ] = "sequence",
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="OPTION,...", help="Explain this state too: the options taken in it. Repeatable."),
    ] = None,
    inverse: Annotated[
        bool, typer.Option("--inverse", help="Count which preference orders make each --state stable.")
    ] = False,
    coalition: Annotated[
        str, typer.Option(metavar="PARTY,...", help="What holds if these parties move as one.")
    ] = "",
    bargaining: Annotated[
        Path | None,
        typer.Option(metavar="TABLE.csv", help="Expected-utility bargaining over a table of actors instead."),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds of bargaining.")] = 10,
    capitulate: Annotated[
        bool, typer.Option("--capitulate", help="Bargaining: let actors give in (the original code never does).")
    ] = False,
    pair_odds: Annotated[
        bool, typer.Option("--pair-odds", help="Bargaining: odds over the votes on each pair alone.")
    ] = False,
    least_movement: Annotated[
        bool, typer.Option("--least-movement", help="Bargaining: take the nearest compromise, as published.")
    ] = False,
    published: Published = None,
    outlet: Outlet = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print the outlook even when it is written to a file.")
    ] = False,
    corrections: Corrections = None,
    workers: Workers = 1,
    allow_private: Private = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Work out where the talks can go: which outcomes hold, and whose words that rests on.

    PATH is reports, a dossier (.json), or a model (.toml or .gmcr) drafted here and edited by hand; reports named
    after a model give the words that its grounds point at.
    """
    if bargaining is not None:
        from parley.analysis.bargaining import Switches
        from parley.cli.bargain import run as bargain

        switches = Switches(capitulate=capitulate, all_pairs=not pair_odds, least_movement=least_movement)
        raise typer.Exit(bargain(bargaining, rounds, switches))
    from parley.cli.analyse import Extras, run
    from parley.cli.gather import Asked

    asked = Asked(paths or [], published or [], outlet or [], workers, allow_private, quiet, verbose, corrections)
    extras = Extras(answer, state or [], coalition, inverse)
    raise typer.Exit(run(asked, output or [], show=show, extras=extras))


@app.command()
def correct(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="same-actor, different-actor, same-meeting, different-meeting, wrong-entry, right-value, "
            "confirm; list or withdraw.",
        ),
    ],
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WHAT...",
            help="Two names; or exact words of a report (and SLOT=VALUE for right-value); or the id to withdraw.",
        ),
    ] = None,
    file: Annotated[Path, typer.Option("-f", "--file", help="The file of corrections.")] = Path(
        "corrections.toml"
    ),
    author: Annotated[str, typer.Option(envvar="PARLEY_AUTHOR", help="Who decides.")] = "",
    outlet: Annotated[
        list[str] | None, typer.Option(help="Whose report the words or name stand in; for two names repeatable.")
    ] = None,
    slot: Annotated[str, typer.Option(help="For wrong-entry and confirm: only entries that have this slot.")] = "",
    note: Annotated[str, typer.Option(help="Why.")] = "",
    made: Annotated[str, typer.Option(metavar="TIME", help="When it was decided; else now.")] = "",
) -> None:
    """Write down what a person decided, for `--corrections`: who is who, which entry is wrong, what is right."""
    from parley.cli.correct import Order, run

    raise typer.Exit(run(file, Order(kind, what or [], author, outlet or [], slot, note, made)))


training = typer.Typer(name="train", help="Learn the trained parts from annotated corpora.", no_args_is_help=True)
app.add_typer(training, name="train")


@training.command()
def attribution(
    data: Annotated[
        list[Path], typer.Option(help="Annotated articles, JSON lines in PolNeAR's form. Repeatable.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Folder for the weights; else where Parley reads them from."),
    ] = None,
) -> None:
    """Learn who said what: the cue tagger, the source and content tagger, and their judge."""
    from parley.cli.train import attribution as run

    run(data, output)


_Clean = Annotated[
    list[Path], typer.Option("--data", help="Folder with reports.jsonl and gold/, new to the rules. Repeatable.")
]
_Tuned = Annotated[
    list[Path] | None, typer.Option(help="The same, of reports that the rules were written on. Repeatable.")
]
_Weights = Annotated[
    Path | None, typer.Option("-o", "--output", help="File for the weights; else where Parley reads them.")
]


@training.command()
def meetings(clean: _Clean, tuned: _Tuned = None, output: _Weights = None) -> None:
    """Learn which mentions of meetings are entries of their own, and who takes part."""
    from parley.cli.train import meetings as run

    run(clean, tuned or [], output)


@training.command()
def events(
    clean: _Clean,
    tuned: _Tuned = None,
    sentences: Annotated[Path | None, typer.Option(help="Sentences with both actors marked, JSON lines.")] = None,
    output: _Weights = None,
) -> None:
    """Learn what is done and by whom: the judge of deeds."""
    from parley.cli.train import events as run

    run(clean, tuned or [], sentences, output)


for _commands in (archive, watch, serve, export, mcp):
    _commands.add(app)
