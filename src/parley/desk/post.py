"""Digests by mail: what changed in a negotiation since the last one, through an SMTP server.

Settings come from a TOML file; the password alone comes from the environment (PARLEY_SMTP_PASSWORD), so that no
file has to hold it. Whatever comes from reports passes through `EmailMessage`, which lets no line end into a
header.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from parley.desk.desk import Desk
from parley.errors import BadSetting, MailError
from parley.model.ids import digest
from parley.views.publish.digestmail import Digest, digest_mail
from parley.views.publish.news import News, news, utc

PASSWORD = "PARLEY_SMTP_PASSWORD"
"""The variable of the environment that holds the password."""
SECURITY = ("starttls", "tls", "none")
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\\x00-\x1f\x7f-\uffff]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How mail is sent. `security` is starttls (port 587), tls (465) or none, which only suits this machine."""

    host: str
    sender: str
    recipients: tuple[str, ...]
    port: int = 587
    security: str = "starttls"
    user: str = ""
    page: str = ""  # the address of the desk's page, for the mail's link
    timeout: float = 30.0

    def __post_init__(self) -> None:
        for address in (self.sender, *self.recipients):
            if not _ADDRESS.fullmatch(address):
                raise BadSetting(f"{address!r} is no mail address: write it as name@host.example")
        if self.security not in SECURITY:
            raise BadSetting(f"security is {self.security!r}: use {', '.join(SECURITY)}")
        if not self.recipients or not self.host:
            raise BadSetting("mail needs a host and at least one of recipients")


def read_settings(file: Path) -> MailSettings:
    """The settings in a TOML file. Raises BadSetting with what is wrong."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadSetting(f"{file} cannot be read as mail settings: {fault}") from None
    return _settings(given.get("mail", given), file)


def _settings(given: Mapping[str, Any], file: Path) -> MailSettings:
    kinds: dict[str, Any] = {"port": int, "timeout": (int, float), "recipients": list}
    known = {f.name for f in fields(MailSettings)}
    for name, value in given.items():
        if name not in known:
            hint = (
                f"the password belongs into {PASSWORD}"
                if name == "password"
                else f"use {', '.join(sorted(known))}"
            )
            raise BadSetting(f"{file}: {name!r} is no setting of mail: {hint}")
        if not isinstance(value, kinds.get(name, str)) or isinstance(value, bool):
            raise BadSetting(f"{file}: {name} has the wrong type")
    missing = next((n for n in ("host", "sender", "recipients") if n not in given), None)
    if missing:
        raise BadSetting(f"{file}: {missing} is missing")
    return MailSettings(**{**given, "recipients": tuple(map(str, given["recipients"]))})


def message(made: Digest, settings: MailSettings, at: str) -> EmailMessage:
    """The mail, with plain text and HTML. The same digest at the same time has the same Message-ID."""
    mail = EmailMessage()
    mail["Subject"] = " ".join(made.subject.split())
    mail["From"], mail["To"] = settings.sender, ", ".join(settings.recipients)
    mail["Date"] = format_datetime(utc(at))
    key = digest("mail", made.subject, made.text, at, *settings.recipients, size=24)
    mail["Message-ID"] = f"<{key}@{settings.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(made.text)
    mail.add_alternative(made.html, subtype="html")
    return mail


def send(mail: EmailMessage, settings: MailSettings, password: str | None = None) -> None:
    """Hand a mail to the server. Raises MailError with what to do; a password never stands in it."""
    secret = password if password is not None else os.environ.get(PASSWORD, "")
    if settings.user and not secret:
        raise BadSetting(f"the mail server wants {settings.user} to sign in: put the password into {PASSWORD}")
    try:
        with _connected(settings) as server:
            if settings.user:
                server.login(settings.user, secret)
            server.send_message(mail, settings.sender, list(settings.recipients))
    except smtplib.SMTPAuthenticationError:
        raise MailError(f"{settings.host} refused to let {settings.user} in: check user and {PASSWORD}") from None
    except smtplib.SMTPNotSupportedError as fault:
        raise MailError(f"{settings.host} cannot do that ({fault}): check security and port") from None
    except (smtplib.SMTPException, OSError) as fault:
        where = f"{settings.host}:{settings.port}"
        raise MailError(f"mail through {where} failed ({_said(fault)}): check the settings") from None


def _connected(settings: MailSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout, context=context)
    server = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)
    if settings.security == "starttls":
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server


def _said(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200] or type(fault).__name__


def waiting(desk: Desk, negotiation: str, settings: MailSettings) -> tuple[Digest, tuple[News, ...], int]:
    """The digest that the recipients have not had yet, its news, and the line of the log it goes up to."""
    found = desk.archive.negotiation(negotiation)
    seq = desk.archive.sequence(negotiation)
    dossier = desk.dossier_at(negotiation, seq)
    last = desk.archive.kept(_key(negotiation, settings))
    changes = dossier.since(desk.dossier_at(negotiation, last if isinstance(last, int) else 0))
    items = news(dossier, changes, desk.archive.clock())
    return digest_mail(found.title, dossier, items, settings.page), items, seq


def post(desk: Desk, negotiation: str, settings: MailSettings, password: str | None = None) -> int:
    """Send what changed since the last mail to these recipients, and say how many changes; without any, no mail.

    What was sent is remembered once the server has taken it, so a failure is tried again next time.
    """
    made, items, seq = waiting(desk, negotiation, settings)
    if items:
        send(message(made, settings, desk.archive.clock()), settings, password)
        desk.archive.keep(_key(negotiation, settings), seq)
    return len(items)


def _key(negotiation: str, settings: MailSettings) -> str:
    return f"post {negotiation} {digest(*sorted(settings.recipients))}"
