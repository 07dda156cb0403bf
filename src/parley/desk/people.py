"""Who may do what: accounts, sessions, tokens for programs, and what they did.

The archive keeps hashes alone: argon2id of passwords (RFC 9106, the library's low-memory profile), SHA-256 of
session and token secrets, which are 256 random bits and need no slow hash.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from parley.errors import BadSetting, NotAllowed
from parley.store import Account, Archive, Audited, Page, Token
from parley.store import people as rows
from parley.store.engine import Writer


class Role(StrEnum):
    """What somebody may do; each may do what those before may."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"


class Scope(StrEnum):
    """What a token allows."""

    READ = "read"
    PROPOSE = "propose"
    WRITE = "write"


LASTS = timedelta(days=14)
"""How long a session lasts."""
SHUT = timedelta(minutes=15)
"""How long failed sign-ins count."""
TRIES = 5  # for one account from one place
TRIES_THERE = 30  # from one place, whatever the account
TRIES_ON = 50  # on one account, from wherever
SHORTEST, LONGEST = 10, 1000
_HASHER = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=2)
_NAME = 64


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that showed a token: for whom it acts, and what it may do."""

    account: Account
    token: Token

    def may(self, scope: Scope) -> bool:
        """Whether the token allows this and its owner still may: a reader's token never writes."""
        able = allowed(self.account, Role.READER if scope is not Scope.WRITE else Role.ANALYST)
        return able and (scope in self.token.scopes or (scope is Scope.READ and bool(self.token.scopes)))


def allowed(account: Account, role: Role) -> bool:
    """Whether an account may do what a role may."""
    order = list(Role)
    return not account.closed and order.index(Role(account.role)) >= order.index(role)


class People:
    """The people of an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    # accounts

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, by name; closed ones too."""
        return self._archive.read(rows.accounts)

    def account(self, name: str) -> Account | None:
        """The open account of this name."""
        found = self._archive.read(lambda c: rows.account(c, name))
        return found if found and not found.closed else None

    def any(self) -> bool:
        """Whether anybody has an account: until then the desk is one person's."""
        return bool(self.accounts())

    def add(self, name: str, password: str, role: str, *, by: str = "") -> Account:
        """Open an account. Raises BadSetting for a name, password or role that cannot be."""
        _check_name(name)
        new = Account(name=name, role=_role(role), hash=_hashed(password), made=self._archive.clock())

        def work(writer: Writer) -> Account:
            rows.add_account(writer, new)
            rows.note(writer, by, "account opened", name, "", role)
            return new

        return self._archive.write(work)

    def change(
        self,
        name: str,
        *,
        password: str | None = None,
        role: str | None = None,
        closed: bool | None = None,
        by: str = "",
    ) -> None:
        """Change a password or role, close or reopen an account; its sessions end. Raises NotThere, BadSetting.

        The last open admin cannot be closed or made less.
        """
        changed: dict[str, str] = {}
        changed |= {"hash": _hashed(password)} if password is not None else {}
        changed |= {"role": _role(role)} if role is not None else {}
        changed |= {"closed": self._archive.clock() if closed else ""} if closed is not None else {}
        what = ", ".join(filter(None, ("password" if password is not None else "", role or "", _shut(closed))))

        def work(writer: Writer) -> None:
            rows.change_account(writer, name, **changed)
            if not any(a.role == Role.ADMIN and not a.closed for a in rows.accounts(writer.connection)):
                raise BadSetting("an archive with accounts needs an admin: make another one first")
            rows.end_sessions(writer, name=name)
            rows.note(writer, by, "account changed", name, "", what)

        self._archive.write(work)

    # sessions

    def sign_in(self, name: str, password: str, *, origin: str = "") -> str:
        """Begin a session and say its secret, for a cookie.

        Raises NotAllowed, in the same words and time whether name or password is wrong, and after too many tries.
        """
        self._not_shut(name, origin)
        found = self.account(name)
        if not _verified(found.hash if found else _nobody(), password) or found is None:
            self._failed(name, origin)
            raise NotAllowed("name or password is wrong")
        return self._begin(found, origin)

    def begin(self, name: str, *, origin: str = "") -> str:
        """Begin a session for somebody whom a proxy signed in already. Raises NotAllowed without an account."""
        found = self.account(name)
        if found is None:
            raise NotAllowed(f"there is no account for {name!r}: an admin can open one")
        return self._begin(found, origin)

    def signed_in(self, secret: str) -> Account | None:
        """Whose session this is, if it lasts."""
        return self._archive.read(lambda c: rows.session(c, _digest(secret), self._archive.clock()))

    def sign_out(self, secret: str) -> None:
        """End a session."""
        self._archive.write(lambda w: rows.end_sessions(w, hashed=_digest(secret)))

    # tokens

    def tokens(self, name: str | None = None) -> tuple[Token, ...]:
        """All tokens, or those of one account."""
        return self._archive.read(lambda c: rows.tokens(c, name))

    def add_token(
        self, name: str, title: str, scopes: Sequence[str], *, days: int | None = None, by: str = ""
    ) -> str:
        """Make a token and say its secret, which is shown this once. Raises BadSetting."""
        unknown = next((s for s in scopes if s not in list(Scope)), None)
        if unknown is not None or not scopes:
            raise BadSetting(
                f"a token needs scopes out of {', '.join(Scope)}" + (f", not {unknown!r}" if unknown else "")
            )
        if self.account(name) is None:
            raise BadSetting(f"there is no open account {name!r}")
        secret, now = f"parley_{secrets.token_urlsafe(32)}", self._archive.clock()
        until = "" if days is None else _after(now, timedelta(days=days))
        new = Token(
            id=secrets.token_hex(4), account=name, title=title[:200], scopes=tuple(scopes), made=now, expires=until
        )

        def work(writer: Writer) -> None:
            rows.add_token(writer, new, _digest(secret))
            rows.note(writer, by or name, "token made", new.id, "", " ".join(scopes))

        self._archive.write(work)
        return secret

    def close_token(self, token_id: str, *, by: str = "") -> None:
        """Make a token useless. Raises NotThere."""

        def work(writer: Writer) -> None:
            rows.close_token(writer, token_id)
            rows.note(writer, by, "token closed", token_id, "", "")

        self._archive.write(work)

    def caller(self, secret: str) -> Caller | None:
        """Who calls with this token, if it is good."""
        found = self._archive.read(lambda c: rows.token(c, _digest(secret), self._archive.clock()))
        return Caller(found[1], found[0]) if found else None

    # audit

    def note(self, who: str, what: str, subject: str = "", *, origin: str = "", detail: str = "") -> None:
        """Add a line to the audit log."""
        self._archive.write(lambda w: rows.note(w, who, what, subject, origin, detail))

    def audit(self, *, after: str = "", limit: int = 50) -> Page[Audited]:
        """The audit log, last line first."""
        return self._archive.audit(after=after, limit=limit)

    def _begin(self, found: Account, origin: str) -> str:
        secret, now = secrets.token_urlsafe(32), self._archive.clock()

        def work(writer: Writer) -> None:
            rows.add_session(writer, _digest(secret), found.name, _after(now, LASTS))
            rows.forgive(writer, _key(found.name, origin))
            rows.note(writer, found.name, "signed in", "", origin, "")

        self._archive.write(work)
        return secret

    def _not_shut(self, name: str, origin: str) -> None:
        since = _after(self._archive.clock(), -SHUT)
        failed = {key: self._archive.failures(key, since) for key, _ in _limits(name, origin)}
        if any(failed[key] >= most for key, most in _limits(name, origin)):
            minutes = int(SHUT.total_seconds() // 60)
            raise NotAllowed(f"too many sign-ins failed: try again in {minutes} minutes")

    def _failed(self, name: str, origin: str) -> None:
        since = _after(self._archive.clock(), -SHUT)

        def work(writer: Writer) -> None:
            for key, _ in _limits(name, origin):
                rows.fail(writer, key, since)
            rows.note(writer, name[:_NAME], "sign-in failed", "", origin, "")

        self._archive.write(work)


@cache
def _nobody() -> str:
    """A hash to try passwords on where there is no account, so that both refusals take the same time."""
    return _HASHER.hash("nobody has this password")


def _limits(name: str, origin: str) -> tuple[tuple[str, int], ...]:
    return (
        (_key(name, origin), TRIES),
        (_digest(f"there {origin}"), TRIES_THERE),
        (_digest(f"on {name}"), TRIES_ON),
    )


def _key(name: str, origin: str) -> str:
    return _digest(f"both {name} {origin}")


def _check_name(name: str) -> None:
    if not (0 < len(name) <= _NAME) or name != name.strip() or not name.isprintable() or name == "rules":
        raise BadSetting(f"an account needs a name of 1 to {_NAME} printable characters (and 'rules' is none)")


def _role(role: str) -> str:
    if role not in list(Role):
        raise BadSetting(f"{role!r} is no role: use {', '.join(Role)}")
    return str(Role(role))


def _shut(closed: bool | None) -> str:
    return "" if closed is None else "closed" if closed else "reopened"


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadSetting(f"a password needs {SHORTEST} to {LONGEST} characters")
    return _HASHER.hash(password.encode("utf-8", "surrogatepass"))


def _verified(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password[: LONGEST + 1].encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _after(now: str, span: timedelta) -> str:
    return (datetime.fromisoformat(now) + span).isoformat(timespec="seconds")
