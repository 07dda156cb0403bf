"""Running the desk: checks that it is not opened to strangers, then a server until somebody stops it."""

from __future__ import annotations

import getpass
import socket
import sys
import threading
import webbrowser
from dataclasses import dataclass

from parley.desk import Desk
from parley.errors import BadSetting
from parley.web import heap
from parley.web.app import application
from parley.web.settings import Settings, networks

_SILENT = 75  # seconds a silent connection is kept: a reader who looks at a page for some seconds finds it open
_SWITCH = 0.001  # seconds a thread may keep the interpreter: a page must not wait long for a dossier's computing


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked on the command line."""

    archive: str
    host: str
    port: int
    show: bool
    names: tuple[str, ...]
    owner: str
    header: str
    trusted: tuple[str, ...]
    https: bool
    without_accounts: bool
    workers: int
    allow_private: bool


def run(asked: Asked) -> int:
    """Serve until interrupted. Raises BadSetting for a desk that would be open to strangers, ArchiveError."""
    import uvicorn

    settings = _settings(asked)
    sys.setswitchinterval(_SWITCH)
    with Desk.open(asked.archive) as desk:
        _check(desk, settings)
        bound = _bound(settings)
        address = _address(settings, bound)
        sys.stderr.write(f"Parley is at {address} with {desk.archive.place}; stop it with Ctrl-C\n")
        if asked.show:
            threading.Timer(0.7, webbrowser.open, (address,)).start()
        config = uvicorn.Config(
            application(desk, settings),
            log_level="warning",
            timeout_keep_alive=_SILENT,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=5,
            limit_concurrency=512,
        )
        heap.calm()
        uvicorn.Server(config).run(sockets=[bound])
    return 0


def _settings(asked: Asked) -> Settings:
    if bool(asked.header) != bool(asked.trusted):
        raise BadSetting("--trust-header needs --trust-from with the proxy's address, and the other way round")
    return Settings(
        archive=asked.archive,
        host=asked.host,
        port=asked.port,
        owner=asked.owner or _user(),
        hosts=tuple(n.lower() for n in asked.names),
        header=asked.header,
        trusted=networks(asked.trusted),
        secure=asked.https,
        allow_private=asked.allow_private,
        workers=asked.workers,
        open_to_all=asked.without_accounts,
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "owner"


def _check(desk: Desk, settings: Settings) -> None:
    """A desk without accounts belongs to whoever reaches it, so it listens to its own machine alone."""
    if settings.on_loopback or settings.open_to_all or desk.people.any():
        return
    raise BadSetting(
        f"without accounts the desk listens to this machine alone, not at {settings.host}: open one first with "
        "`parley people add NAME --role admin`, or say --without-accounts if everybody who can reach it may do all"
    )


def _bound(settings: Settings) -> socket.socket:
    """A socket at the address. Raises BadSetting where that cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host.strip("[]"), settings.port))
    except OSError as fault:
        made.close()
        raise BadSetting(
            f"cannot listen at {settings.host}, port {settings.port} ({fault.strerror}): try another --port"
        ) from None
    return made


def _address(settings: Settings, bound: socket.socket) -> str:
    host = f"[{settings.host.strip('[]')}]" if ":" in settings.host else settings.host
    return f"{'https' if settings.secure else 'http'}://{host}:{bound.getsockname()[1]}/"
