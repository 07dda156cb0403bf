"""Who may do what: the owner on loopback, accounts, roles, forms from elsewhere, proxies, strange hosts."""

from __future__ import annotations

import pytest
import uvicorn

from parley.desk import Desk
from parley.errors import BadSetting
from parley.web.serving import Asked, run
from parley.web.settings import networks
from tests.web.asking import Person
from tests.web.conftest import AT

N = f"/n/{AT}"
PASSWORD = "a long enough one"
PLACES = {
    "reader": [("/", 200), (N, 200), (f"{N}/import", 403), ("/new", 403), ("/admin", 403), ("/account", 200)],
    "analyst": [("/", 200), (N, 200), (f"{N}/import", 200), ("/new", 200), ("/admin", 403)],
    "admin": [(f"{N}/import", 200), ("/admin", 200)],
}
DEEDS = [("/new", {"title": "x"}), (f"{N}/import", {"text": "x"}), (f"{N}/review/undo", {"correction": "x"})]


@pytest.fixture(scope="module")
def people(read_once, tmp_path_factory):
    """An archive with one account of each role."""
    import shutil

    copy = tmp_path_factory.mktemp("people") / "desk.db"
    shutil.copy(read_once, copy)
    with Desk.open(copy) as desk:
        for role in ("admin", "analyst", "reader"):
            desk.people.add(role, PASSWORD, role)
    return copy


def _signed_in(person: Person, name: str, password: str = PASSWORD, status: int = 303):
    return person.send("/sign-in", status, page="/sign-in", name=name, password=password, next=N)


@pytest.mark.parametrize("role", list(PLACES))
def test_each_role_sees_its_own(people, role):
    with Person(people) as person:
        assert _signed_in(person, role).headers["location"] == N
        for path, status in PLACES[role]:
            assert person.client.get(path).status_code == status, path
        assert ("Add reports" in person.get(N)) is (role != "reader")


def test_a_reader_cannot_write(people):
    with Person(people) as person:
        _signed_in(person, "reader")
        for path, fields in DEEDS:
            assert "your role does not allow this" in person.send(path, 403, htmx=True, **fields).text


def test_without_a_session_nothing_is_shown(people):
    with Person(people) as person:
        for path in ("/", N, f"{N}/exports/csv", "/admin"):
            answer = person.client.get(path)
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/sign-in?next=")
        assert person.client.get("/api/v1/negotiations").status_code == 401
        assert "Harbour" not in person.get("/sign-in")


def test_signing_out_ends_the_session(people):
    with Person(people) as person:
        _signed_in(person, "analyst")
        session = person.client.cookies["parley_session"]
        person.send("/sign-out")
        person.client.cookies.set("parley_session", session)
        assert person.client.get(N).status_code == 303


def test_a_session_cookie_is_out_of_reach_of_scripts(people):
    with Person(people, secure=True) as person:
        person.client.base_url = "https://localhost"
        cookie = _signed_in(person, "reader").headers["set-cookie"]
        assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Secure"))


def test_wrong_passwords_are_counted(people):
    with Person(people, client="127.0.0.7") as person:
        told = [_signed_in(person, "nobody", f"wrong {n}", 403).text for n in range(6)]
    assert "Name or password is wrong" in told[0]
    assert "Too many sign-ins failed" in told[-1]


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_elsewhere(people, onward):
    with Person(people) as person:
        sent = person.send("/sign-in", page="/sign-in", name="reader", password=PASSWORD, next=onward)
        assert sent.headers["location"] == "/"


def test_an_admin_opens_changes_and_closes_accounts(people):
    with Person(people) as person:
        _signed_in(person, "admin")
        person.send("/admin/accounts", name="new one", password=PASSWORD, role="reader")
        person.send("/admin/accounts/change", name="new one", act="role", role="analyst")
        person.send("/admin/accounts/change", name="new one", act="close")
        assert (
            "is no role" in person.send("/admin/accounts/change", 400, name="reader", act="role", role="king").text
        )
        refused = person.send("/admin/accounts/change", 400, name="admin", act="close").text
        assert "needs an admin" in refused
        assert "account changed" in person.get("/admin")
        assert PASSWORD not in person.get("/admin")


def test_a_token_is_shown_once_and_works_until_it_is_closed(people):
    with Person(people) as person:
        _signed_in(person, "reader")
        page = person.send("/account/tokens", 200, title="a script", scope="read", days="3").text
        secret = page.partition('class="secret">')[2].partition("<")[0]
        assert secret not in person.get("/account")
        shown = {"authorization": f"Bearer {secret}"}
        assert person.client.get("/api/v1/negotiations", headers=shown).status_code == 200
        token = person.desk.people.tokens("reader")[0].id
        person.send(f"/account/tokens/{token}/close")
        assert person.client.get("/api/v1/negotiations", headers=shown).status_code == 401
        assert "does not allow a token" in person.send("/account/tokens", 400, title="x", scope="write").text


def test_a_password_is_changed_by_its_owner(people):
    with Person(people) as person:
        person.desk.people.add("changer", PASSWORD, "reader")
        _signed_in(person, "changer")
        again = {"old": PASSWORD, "new": "another long one", "again": "another long two"}
        assert "not the same" in person.send("/account/password", 400, **again).text
        person.send("/account/password", **(again | {"again": "another long one"}))
        assert person.client.get(N).status_code == 303
        _signed_in(person, "changer", "another long one")


def test_the_first_account_is_an_admins(person):
    fields = {"name": "Lee", "password": PASSWORD}
    assert "must be an admin" in person.send("/admin/accounts", 400, role="reader", **fields).text
    assert person.send("/admin/accounts", role="admin", **fields).headers["location"] == "/sign-in"
    assert person.client.get("/").status_code == 303


def test_a_form_needs_the_token_of_this_reader(person):
    stolen = person.token()
    for csrf in ("", "0" * 40):
        assert person.client.post("/new", data={"title": "x", "csrf": csrf}).status_code == 403
    person.client.cookies.clear()
    assert person.client.post("/new", data={"title": "x", "csrf": stolen}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}],
)
def test_a_form_of_another_site_is_refused(person, headers):
    answer = person.client.post("/new", data={"title": "x", "csrf": person.token()}, headers=headers)
    assert answer.status_code == 403
    assert person.desk.archive.negotiations()[-1].id == AT


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8321", ""])
def test_another_name_for_this_machine_is_refused(person, host):
    assert person.client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8321", "[::1]:9"])
def test_names_of_this_machine_are_answered(person, host):
    assert person.client.get("/", headers={"host": host}).status_code == 200


def test_without_accounts_only_this_machine_is_answered(file):
    with Person(file, client="10.1.2.3") as person:
        assert "no accounts" in person.get("/", 403)
        assert person.client.get("/api/v1/negotiations").status_code == 401
    with Person(file) as person:
        assert "no accounts" in person.get("/", 403, **{"X-Forwarded-For": "10.1.2.3"})


def test_a_proxys_word_counts_from_trusted_addresses_alone(people):
    proxy = {"header": "X-Remote-User", "trusted": networks(["10.0.0.0/8"])}
    with Person(people, client="10.1.2.3", **proxy) as person:
        assert "Harbour talks" in person.get("/", **{"X-Remote-User": "reader"})
        assert "no account" in person.get("/", 403, **{"X-Remote-User": "stranger"})
        assert person.client.get("/admin", headers={"X-Remote-User": "reader"}).status_code == 403
    with Person(people, client="192.0.2.1", **proxy) as person:
        assert person.client.get("/", headers={"X-Remote-User": "admin"}).status_code == 303


def test_every_answer_carries_the_strict_headers(person):
    for path in ("/", "/nothing", "/static/desk.css", "/api/v1/nothing", "/healthz"):
        headers = person.client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")


def test_a_body_beyond_the_limit_is_refused(person):
    answer = person.client.post("/new", content=b"x", headers={"content-length": str(10**10)})
    assert answer.status_code == 413


def _asked(file, **more):
    plain = {"owner": "", "header": "", "trusted": (), "https": False, "without_accounts": False, "workers": 1}
    rest = {
        "archive": str(file),
        "host": "127.0.0.1",
        "port": 0,
        "show": False,
        "names": (),
        "allow_private": False,
    }
    return Asked(**{**plain, **rest, **more})


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"host": "0.0.0.0"}, "without accounts the desk listens to this machine alone"),
        ({"header": "X-Remote-User"}, "--trust-from"),
        ({"header": "X-User", "trusted": ("somewhere",)}, "write an address or network"),
        ({"host": "192.0.2.1", "without_accounts": True}, "cannot listen at 192.0.2.1"),
    ],
)
def test_serving_to_strangers_is_refused(file, more, told):
    with pytest.raises(BadSetting, match=told):
        run(_asked(file, **more))


def test_serving_runs_on_a_socket_of_its_own(file, monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: ran.append(sockets[0].getsockname()))
    assert run(_asked(file)) == 0
    assert ran[0][0] == "127.0.0.1"
    assert f"http://127.0.0.1:{ran[0][1]}/" in capsys.readouterr().err
