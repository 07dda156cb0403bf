"""Digests through a real SMTP server on loopback: sign-in, STARTTLS, failures, and nothing sent twice."""

from __future__ import annotations

import datetime as dt
import email
import re
import shutil
import socket
import ssl
import subprocess
from asyncio import AbstractServer
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from email import policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from parley.desk import Desk
from parley.desk.post import MailSettings, message, post, read_settings, send, waiting
from parley.errors import BadSetting, MailError
from parley.model.negotiation import Negotiation
from parley.model.text import Report
from parley.views.publish.digestmail import Digest
from tests.patient import LONG

TEXT = "Norland will attend the talks in Arbon on Thursday, its envoy said. “We want a ceasefire,” the envoy said."
PLAIN = Digest("Fish talks: 1 change", "Now: will attend.\n", "<p>Now: will attend.</p>")


class Box:
    """Keeps every mail that comes in."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.refuse = False

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802
        if self.refuse:
            return "451 try again later"
        self.mails.append(envelope)
        return "250 taken"


class OnSocket(Controller):
    """A mail server on a socket that was bound before."""

    def __init__(self, box: Box, bound: socket.socket, **more: object) -> None:
        self._bound = bound
        super().__init__(box, hostname="127.0.0.1", port=bound.getsockname()[1], ready_timeout=LONG, **more)

    def _create_server(self) -> Awaitable[AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._bound, ssl=self.ssl_context)


def authenticate(server: object, session: object, envelope: object, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"desk", b"open sesame")
    return AuthResult(success=good, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)),
        ],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no openssl here to make a certificate")
    return key, cert


@pytest.fixture
def server() -> Iterator[tuple[Box, int]]:
    with running() as (box, port):
        yield box, port


@contextmanager
def running(**more: object) -> Iterator[tuple[Box, int]]:
    """A mail server on a free port of this machine."""
    box = Box()
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and kept: a port that is let go may be another program's a moment later
        controller = OnSocket(box, bound, **more)
        controller.start()
        try:
            yield box, controller.port
        finally:
            controller.stop()


def settings(port: int, **more: object) -> MailSettings:
    plain = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "desk@desk.example", "timeout": LONG}
    return MailSettings(**{**plain, "recipients": ("ann@news.example", "bo@news.example"), **more})  # type: ignore[arg-type]


def test_a_digest_arrives_whole(server: tuple[Box, int]) -> None:
    box, port = server
    told = settings(port)
    send(message(PLAIN, told, "2031-03-08T12:00:00Z"), told)
    (mail,) = box.mails
    read = email.message_from_bytes(mail.content or b"", policy=policy.default)  # type: ignore[arg-type]
    assert mail.rcpt_tos == ["ann@news.example", "bo@news.example"]
    assert read["Subject"] == PLAIN.subject
    assert read["Date"].datetime == dt.datetime(2031, 3, 8, 12, tzinfo=dt.UTC)
    assert [p.get_content_type() for p in read.iter_parts()] == ["text/plain", "text/html"]
    assert read.get_body(("plain",)).get_content().splitlines() == PLAIN.text.splitlines()


def test_words_of_reports_cannot_write_headers() -> None:
    evil = Digest("Talks\r\nBcc: evil@example.com\n\nbody", "text", "<p>html</p>")
    made = message(evil, settings(25), "2031-03-08T12:00:00Z")
    assert made["Bcc"] is None
    assert made["Subject"] == "Talks Bcc: evil@example.com body"


def test_sign_in_over_starttls(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    key, cert = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    signed = {"authenticator": authenticate, "auth_required": True}
    with running(tls_context=context, require_starttls=True, **signed) as (box, port):
        told = settings(port, host="localhost", security="starttls", user="desk")
        mail = message(PLAIN, told, "2031-03-08T12:00:00Z")
        with pytest.raises(MailError, match="certificate"):  # nobody vouches for it yet
            send(mail, told, "open sesame")
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        with pytest.raises(MailError, match="refused to let desk in") as refused:
            send(mail, told, "wrong")
        assert "wrong" not in str(refused.value)
        send(mail, told, "open sesame")
        assert len(box.mails) == 1


def test_no_server_is_told_with_what_to_check() -> None:
    told = settings(1)
    with pytest.raises(MailError, match=r"127\.0\.0\.1:1 failed .*: check the settings"):
        send(message(PLAIN, told, "2031-03-08T12:00:00Z"), told)


def test_a_user_without_a_password_is_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARLEY_SMTP_PASSWORD", raising=False)
    told = settings(1, user="desk")
    with pytest.raises(BadSetting, match="put the password into PARLEY_SMTP_PASSWORD"):
        send(message(PLAIN, told, "2031-03-08T12:00:00Z"), told)


def test_what_was_sent_is_not_sent_again(server: tuple[Box, int], tmp_path: Path) -> None:
    box, port = server
    told = settings(port)
    with Desk.open(tmp_path / "desk.db") as desk:
        desk.archive.add_negotiation(Negotiation(id="fish", title="Fish talks"))
        desk.take_in("fish", [Report(outlet="The Gazette", title="Talks", text=TEXT)])
        box.refuse = True
        with pytest.raises(MailError):
            post(desk, "fish", told)
        box.refuse = False
        assert post(desk, "fish", told) > 0
        assert post(desk, "fish", told) == 0
        assert len(box.mails) == 1
        assert waiting(desk, "fish", settings(port, recipients=("new@news.example",)))[1]


GOOD = """[mail]\nhost = "mail.example"\nsender = "a@b.example"\nrecipients = ["c@d.example"]\n"""


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mail.toml"
    file.write_text(GOOD)
    assert read_settings(file) == MailSettings(
        host="mail.example", sender="a@b.example", recipients=("c@d.example",)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[mail", "cannot be read as mail settings"),
        (GOOD + 'password = "x"', "the password belongs into PARLEY_SMTP_PASSWORD"),
        (GOOD + "sport = 25", "'sport' is no setting of mail: use host, page"),
        (GOOD + 'port = "25"', "port has the wrong type"),
        (GOOD + 'security = "ssl3"', "use starttls, tls, none"),
        (GOOD.replace("c@d.example", "c@d.example\\nBcc: x@y.example"), "is no mail address"),
        (GOOD.replace('"c@d.example"', ""), "at least one of recipients"),
        ('host = "x"', "sender is missing"),
    ],
)
def test_bad_settings_say_what_is_wrong(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "mail.toml"
    file.write_text(text)
    with pytest.raises(BadSetting, match=re.escape(told)):
        read_settings(file)
