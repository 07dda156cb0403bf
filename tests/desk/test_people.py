"""Accounts, sessions, tokens, and what stops somebody who guesses."""

from __future__ import annotations

import pytest

from parley.desk import Desk, People, Role, Scope, people
from parley.desk.people import allowed
from parley.errors import BadSetting, NotAllowed, NotThere
from parley.store import Account
from tests.store.material import Clock

GOOD = "a long pass phrase"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2 with its smallest cost: these tests are about who may, not about how dear a guess is."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(people, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def folk(desk: Desk) -> People:
    assert not desk.people.any()
    desk.people.add("ana", GOOD, "admin", by="setup")
    desk.people.add("bo", GOOD, "reader", by="ana")
    return desk.people


def test_a_session_lasts_until_it_ends(folk: People, clock: Clock) -> None:
    secret = folk.sign_in("bo", GOOD, origin="10.0.0.1")
    found = folk.signed_in(secret)
    assert found is not None
    assert (found.name, found.role) == ("bo", "reader")
    assert folk.signed_in("") is None
    assert folk.signed_in(secret + "x") is None
    folk.sign_out(secret)
    assert folk.signed_in(secret) is None
    secret = folk.sign_in("bo", GOOD)
    clock.later(days=13)
    assert folk.signed_in(secret)
    clock.later(days=2)
    assert folk.signed_in(secret) is None


@pytest.mark.parametrize(
    ("name", "password"), [("bo", "wrong password"), ("nobody", GOOD), ("", ""), ("bo", "\ud800")]
)
def test_who_is_wrong_learns_nothing(folk: People, name: str, password: str) -> None:
    with pytest.raises(NotAllowed, match="name or password is wrong"):
        folk.sign_in(name, password)


def test_guessing_is_stopped_for_a_while(folk: People, clock: Clock) -> None:
    for _ in range(people.TRIES):
        with pytest.raises(NotAllowed, match="is wrong"):
            folk.sign_in("bo", "a wrong guess", origin="10.6.6.6")
    with pytest.raises(NotAllowed, match="try again in 15 minutes"):
        folk.sign_in("bo", GOOD, origin="10.6.6.6")
    assert folk.sign_in("bo", GOOD, origin="10.0.0.1"), "others are not shut out"
    clock.later(minutes=16)
    assert folk.sign_in("bo", GOOD, origin="10.6.6.6")


def test_one_place_cannot_try_all_accounts(folk: People) -> None:
    for number in range(people.TRIES_THERE):
        with pytest.raises(NotAllowed, match="is wrong"):
            folk.sign_in(f"name{number}", "a wrong guess", origin="10.6.6.6")
    with pytest.raises(NotAllowed, match="too many"):
        folk.sign_in("ana", GOOD, origin="10.6.6.6")


def test_nothing_secret_is_kept(folk: People, desk: Desk) -> None:
    session, token = folk.sign_in("bo", GOOD), folk.add_token("bo", "robot", ["read"])
    everything = "".join(
        str(row)
        for table in ("account", "session", "token", "audit", "log")
        for row in desk.archive.read(lambda c, t=table: c.exec_driver_sql(f"SELECT * FROM {t}").all())
    )
    assert GOOD not in everything
    assert session not in everything
    assert token not in everything
    assert "$argon2id$" in everything
    assert "$argon2id$" not in repr(folk.accounts())


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [
        ("", GOOD, "reader"),
        ("ana", GOOD, "reader"),
        ("x" * 65, GOOD, "reader"),
        ("a\nb", GOOD, "reader"),
        ("rules", GOOD, "reader"),
        ("eva", "short", "reader"),
        ("eva", GOOD, "king"),
    ],
)
def test_an_account_that_cannot_be_is_refused(folk: People, name: str, password: str, role: str) -> None:
    with pytest.raises(BadSetting):
        folk.add(name, password, role)


def test_changes_end_sessions_and_one_admin_stays(folk: People) -> None:
    secret = folk.sign_in("bo", GOOD)
    folk.change("bo", role="analyst", by="ana")
    assert folk.signed_in(secret) is None
    secret = folk.sign_in("bo", GOOD)
    folk.change("bo", closed=True, by="ana")
    assert folk.signed_in(secret) is None
    with pytest.raises(NotAllowed):
        folk.sign_in("bo", GOOD)
    for change in ({"closed": True}, {"role": "reader"}):
        with pytest.raises(BadSetting, match="needs an admin"):
            folk.change("ana", **change)  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        folk.change("nobody", role="admin")
    folk.change("ana", password="another pass phrase")
    assert folk.sign_in("ana", "another pass phrase")


def test_roles_hold_each_other() -> None:
    def may(role: str, wanted: Role, closed: str = "") -> bool:
        return allowed(Account(name="x", role=role, hash="", made="", closed=closed), wanted)

    assert [may("analyst", r) for r in Role] == [True, True, False]
    assert not may("admin", Role.READER, closed="2031")


@pytest.mark.parametrize(
    ("role", "scopes", "able"),
    [
        ("reader", ["read"], {"read"}),
        ("reader", ["read", "propose", "write"], {"read", "propose"}),
        ("analyst", ["write"], {"read", "write"}),
        ("admin", ["propose"], {"read", "propose"}),
    ],
)
def test_a_token_may_no_more_than_its_owner(folk: People, role: str, scopes: list[str], able: set[str]) -> None:
    folk.add("eva", GOOD, role)
    caller = folk.caller(folk.add_token("eva", "robot", scopes))
    assert caller is not None
    assert {str(s) for s in Scope if caller.may(s)} == able


def test_a_token_ends(folk: People, clock: Clock) -> None:
    secret = folk.add_token("bo", "robot", ["read"], days=3)
    assert folk.caller(secret)
    clock.later(days=4)
    assert folk.caller(secret) is None
    forever = folk.add_token("bo", "robot", ["read"])
    folk.close_token(folk.tokens("bo")[-1].id, by="ana")
    folk.close_token(folk.tokens("bo")[0].id, by="ana")
    assert folk.caller(forever) is None
    assert folk.caller("parley_nothing") is None
    for scopes in ([], ["rule"]):
        with pytest.raises(BadSetting, match="scopes"):
            folk.add_token("bo", "robot", scopes)
    with pytest.raises(NotThere):
        folk.close_token("none")


def test_a_closed_account_closes_its_tokens(folk: People) -> None:
    secret = folk.add_token("bo", "robot", ["read"])
    folk.change("bo", closed=True)
    assert folk.caller(secret) is None


def test_the_audit_log_tells_who_did_what(folk: People) -> None:
    folk.sign_in("bo", GOOD, origin="10.0.0.1")
    with pytest.raises(NotAllowed):
        folk.sign_in("bo", "a wrong guess", origin="10.6.6.6")
    folk.note("bo", "exported", "talks", detail="csv")
    told = [(a.who, a.what, a.origin) for a in folk.audit().items]
    assert told[:3] == [
        ("bo", "exported", ""),
        ("bo", "sign-in failed", "10.6.6.6"),
        ("bo", "signed in", "10.0.0.1"),
    ]
    page = folk.audit(limit=2)
    assert page.next
    assert folk.audit(after=page.next).items[0].what == "signed in"


def test_a_proxy_signs_in_who_has_an_account(folk: People) -> None:
    assert folk.signed_in(folk.begin("bo", origin="proxy"))
    with pytest.raises(NotAllowed, match="an admin can open one"):
        folk.begin("stranger")
