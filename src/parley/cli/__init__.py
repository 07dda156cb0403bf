"""The `parley` command. Heavy parts are imported when a command needs them, so that help comes at once."""

from __future__ import annotations

import sys

from parley.cli.app import app
from parley.errors import ParleyError

__all__ = ["app", "main"]


def main() -> None:
    """Run the command; what a user can mend is one line on standard error, with exit code 2."""
    try:
        app()
    except ParleyError as fault:
        print(f"parley: {fault}", file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
