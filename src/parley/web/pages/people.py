"""People: signing in and out, one's own account, and what an admin looks after."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from parley.desk import Role, Scope
from parley.errors import BadSetting, NotAllowed
from parley.web import links
from parley.web.paging import whole
from parley.web.viewer import SESSION
from parley.web.visit import Frame, Pages, Visit

pages = Pages()
_LASTS = 14 * 24 * 3600  # seconds, as long as the session itself


@pages.get("/sign-in", needs="anybody")
def sign_in(visit: Visit) -> Response:
    """The form to sign in."""
    onward = links.local(visit.given("next") or "/")
    if visit.viewer.signed_in or not visit.site.guarded:
        return visit.go(onward)
    return _form(visit, onward)


def _form(visit: Visit, onward: str, name: str = "", fault: str = "") -> Response:
    frame = Frame("Sign in", layout="middle")
    context = {"next": onward, "name": name, "fault": fault}
    return visit.show("sign_in.html.j2", frame, lambda: context, status=403 if fault else 200)


@pages.post("/sign-in", needs="anybody")
def signing_in(visit: Visit) -> Response:
    """Begin a session."""
    onward, name = links.local(visit.field("next") or "/"), visit.field("name")
    password = visit.form.get("password", "")
    try:
        secret = visit.site.desk.people.sign_in(
            name, password if isinstance(password, str) else "", origin=visit.origin
        )
    except NotAllowed as fault:
        return _form(visit, onward, name, str(fault))
    answer = visit.go(onward)
    secure = visit.site.settings.secure
    answer.set_cookie(SESSION, secret, max_age=_LASTS, httponly=True, samesite="lax", secure=secure)
    return answer


@pages.post("/sign-out", needs="anybody")
def sign_out(visit: Visit) -> Response:
    """End the session."""
    if visit.viewer.signed_in:
        visit.site.desk.people.sign_out(visit.viewer.secret)
    answer = visit.go("/sign-in")
    answer.delete_cookie(SESSION)
    return answer


@pages.get("/account")
def account(visit: Visit) -> Response:
    """One's own password and tokens."""
    people, name = visit.site.desk.people, visit.viewer.name
    known = people.account(name) is not None
    tokens = [t for t in people.tokens(name) if not t.closed] if known else []
    context = {"name": name, "known": known, "tokens": tokens, "scopes": _scopes(visit), "role": visit.viewer.role}
    return visit.show("account.html.j2", Frame(name, "account", layout="middle"), lambda: context)


def _scopes(visit: Visit) -> list[str]:
    """What a token of this reader may allow."""
    return [s.value for s in Scope if s is not Scope.WRITE or visit.viewer.may("analyst")]


@pages.post("/account/password", needs="reader")
def password(visit: Visit) -> Response:
    """Change one's own password; every session of it ends."""
    people, name = visit.site.desk.people, visit.viewer.name
    people.sign_in(name, visit.field("old"), origin=visit.origin)
    if visit.field("new") != visit.field("again"):
        raise BadSetting("the two new passwords are not the same")
    people.change(name, password=visit.field("new"), by=name)
    return visit.go("/sign-in", "The password is changed: sign in with it.")


@pages.post("/account/tokens", needs="reader")
def make_token(visit: Visit) -> Response:
    """Make a token for programs; it is shown this once."""
    name = visit.viewer.name
    asked = [s for s in visit.form.getlist("scope") if isinstance(s, str)]
    if unknown := set(asked) - set(_scopes(visit)):
        raise BadSetting(f"your role does not allow a token for {', '.join(sorted(unknown))}")
    days = whole(visit.field("days"), 0) or None
    secret = visit.site.desk.people.add_token(name, visit.field("title") or "a program", asked, days=days, by=name)
    frame = Frame("A new token", "account", layout="middle")
    answer = visit.show("token.html.j2", frame, lambda: {"secret": secret})
    answer.headers["cache-control"] = "no-store"
    return answer


@pages.post("/account/tokens/{token}/close", needs="reader")
def close_token(visit: Visit, token: str) -> Response:
    """Make a token useless: one's own, or as admin anybody's."""
    people, name = visit.site.desk.people, visit.viewer.name
    if not visit.viewer.may("admin") and token not in {t.id for t in people.tokens(name)}:
        raise NotAllowed("this is somebody else's token")
    people.close_token(token, by=name)
    return visit.go(links.local(visit.field("next") or "/account"), "The token is closed.")


@pages.get("/admin", needs="admin")
def admin(visit: Visit) -> Response:
    """People, tokens, and what was done."""
    people = visit.site.desk.people
    audit = people.audit(after=visit.given("after"), limit=50)
    context: dict[str, Any] = {
        "accounts": people.accounts(),
        "tokens": [t for t in people.tokens() if not t.closed],
        "roles": [r.value for r in Role],
        "audit": audit.items,
        "next": audit.next,
        "after": visit.given("after"),
        "guarded": visit.site.guarded,
        "place": visit.site.archive.place,
    }
    return visit.show("admin.html.j2", Frame("Admin", "admin", layout="full"), lambda: context)


@pages.post("/admin/accounts", needs="admin")
def add_account(visit: Visit) -> Response:
    """Open an account; the first one must be an admin's, or nobody could look after the others."""
    people = visit.site.desk.people
    first = not people.any()
    role = visit.field("role")
    if first and role != Role.ADMIN:
        raise BadSetting("the first account must be an admin's")
    password = visit.form.get("password", "")
    people.add(visit.field("name"), password if isinstance(password, str) else "", role, by=visit.viewer.name)
    if first:
        return visit.go("/sign-in", "From now on everybody signs in. Begin with the account you just opened.")
    return visit.go("/admin", f"{visit.field('name')} can sign in.")


@pages.post("/admin/accounts/change", needs="admin")
def change_account(visit: Visit) -> Response:
    """Give another role or password, close or reopen."""
    name, act = visit.field("name"), visit.field("act")
    people, by = visit.site.desk.people, visit.viewer.name
    if act in ("close", "reopen"):
        people.change(name, closed=act == "close", by=by)
    elif act == "role":
        people.change(name, role=visit.field("role"), by=by)
    elif act == "password":
        people.change(name, password=visit.field("password"), by=by)
    else:
        raise BadSetting("say what to change")
    return visit.go("/admin", f"Done for {name}; its sessions are over.")
