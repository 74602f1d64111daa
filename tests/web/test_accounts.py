"""Accounts, sessions, tokens and the audit log, on each database; and logging in over HTTP."""

import datetime
import ipaddress
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from engines import new_database
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from dragoman.dossier import load_dossier
from dragoman.record import DragomanError, RecordError
from dragoman.store import Record
from dragoman.web.accounts import audit, passwords, people, sessions, tokens
from dragoman.web.accounts.database import Database
from dragoman.web.accounts.limiting import REMEMBERED, Limit
from dragoman.web.accounts.reception import Accounts, Manner
from dragoman.web.app import make_app
from dragoman.web.house import House
from invented_readings import Clock, pledge

PASSWORD = "eleven herons over the strait"
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing that takes no time and no memory to speak of; what it is outside of tests is tested below."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    passwords._nobodys.cache_clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    if request.param == "sqlite":
        with Database.beside(tmp_path / "dragoman.db", clock=clock) as database:
            yield database
        return
    with new_database() as url, Database.beside(url, clock=clock) as database:
        yield database


def test_an_account_and_its_password(database: Database, clock: Clock) -> None:
    people.add(database, "Ada Quill", "analyst", password=PASSWORD)
    found = people.whose(database, " ada QUILL", PASSWORD)
    assert found is not None
    assert (found.name, found.role, found.has_password) == ("Ada Quill", "analyst", True)
    assert people.whose(database, "Ada Quill", PASSWORD + "x") is None
    assert people.whose(database, "Nobody", PASSWORD) is None
    people.set_password(database, "Ada Quill", "another sentence entirely")
    assert people.whose(database, "Ada Quill", PASSWORD) is None
    people.disable(database, "Ada Quill")
    assert people.whose(database, "Ada Quill", "another sentence entirely") is None
    assert people.find(database, "Ada Quill").disabled_at == clock.now
    people.enable(database, "ada quill")
    assert people.whose(database, "Ada Quill", "another sentence entirely")


def test_a_letter_composed_otherwise_is_the_same_password(database: Database) -> None:
    people.add(database, "Zoë", "reader", password="caf\u00e9 on the corner")
    assert people.whose(database, "Zoe\u0308", "cafe\u0301 on the corner")


@pytest.mark.parametrize("password", ["short", "a" * 40, "a" * 1_001, "The Longest Name"])
def test_passwords_that_would_be_guessed(database: Database, password: str) -> None:
    with pytest.raises(DragomanError, match="sentence"):
        people.add(database, "the longest name", "reader", password=password)
    assert people.listed(database) == []


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "a\nb", "a\u202eb", "\x00"])
def test_names_that_are_none(database: Database, name: str) -> None:
    with pytest.raises(DragomanError, match="a name has"):
        people.add(database, name, "reader")


def test_a_name_is_given_once(database: Database) -> None:
    people.add(database, "Ada", "reader")
    with pytest.raises(DragomanError, match="already"):
        people.add(database, "ADA", "admin")
    with pytest.raises(DragomanError, match="no account"):
        people.set_role(database, "Ava", "admin")


def test_a_name_that_nobody_bears_takes_a_hashing_too(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    people.add(database, "Ada", "reader", password=PASSWORD)
    people.add(database, "Proxied", "reader")
    verified: list[str] = []
    hasher = passwords._hasher()

    class Counting:
        def verify(self, kept: str, given: str) -> bool:
            verified.append(given)
            return hasher.verify(kept, given)

        hash = staticmethod(hasher.hash)

    monkeypatch.setattr(passwords, "_hasher", Counting)
    for name in ("Ada", "Nobody", "Proxied", "", "x" * 9_999):
        assert people.whose(database, name, "wrong") is None
    people.disable(database, "Ada")
    assert people.whose(database, "Ada", PASSWORD) is None
    assert len(verified) == 6


def test_what_is_kept_of_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = passwords.hashed(PASSWORD, name="Ada")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.is_right(PASSWORD, kept)


def test_a_session_ends_when_it_is_not_used_and_when_it_is_old(database: Database, clock: Clock) -> None:
    ada = people.add(database, "Ada", "reader", password=PASSWORD)
    session = sessions.begin(database, ada)
    assert len(session) >= 43
    clock.now += sessions.IDLE
    assert sessions.whose(database, session) == ada
    clock.now += sessions.IDLE + sessions.MINUTE
    assert sessions.whose(database, session) is None
    used = sessions.begin(database, ada)
    for _ in range(14):
        assert sessions.whose(database, used) == ada
        clock.now += DAY / 2
    assert sessions.whose(database, used) == ada
    clock.now += sessions.MINUTE
    assert sessions.whose(database, used) is None


def test_a_session_is_over_with_its_account_its_password_and_the_next_login(database: Database) -> None:
    ada = people.add(database, "Ada", "reader", password=PASSWORD)
    first = sessions.begin(database, ada)
    second = sessions.begin(database, ada, instead_of=first)
    assert (sessions.whose(database, first), sessions.whose(database, second)) == (None, ada)
    people.set_password(database, "Ada", "another sentence entirely")
    assert sessions.whose(database, second) is None
    third = sessions.begin(database, ada)
    people.set_role(database, "Ada", "admin")
    found = sessions.whose(database, third)
    assert found and found.role == "admin", "a role counts at once"
    people.disable(database, "Ada")
    assert sessions.whose(database, third) is None
    people.enable(database, "Ada")
    assert sessions.whose(database, third) is None, "and it does not come back"
    assert sessions.whose(database, "") is None


def test_a_token(database: Database, clock: Clock) -> None:
    people.add(database, "Ada", "analyst")
    made, text = tokens.make(database, "ada", ["upload", "read"], days=30, purpose="nightly")
    assert made.scopes == ("read", "upload")
    found = tokens.whose(database, text)
    assert found and (found[0].name, found[1].id) == ("Ada", made.id)
    assert tokens.listed(database)[0].used_at == clock.now
    for wrong in (text + "x", text[:-1], text.removeprefix(tokens.BEGINS), f"{tokens.BEGINS}{made.id}_", "", "_"):
        assert tokens.whose(database, wrong) is None
    clock.now += 30 * DAY
    assert tokens.whose(database, text) is None


def test_a_token_is_good_no_longer_once_revoked_or_its_account_disabled(database: Database) -> None:
    people.add(database, "Ada", "analyst")
    people.add(database, "Ben", "analyst")
    made, text = tokens.make(database, "Ada", ["read"], days=30)
    people.disable(database, "Ada")
    assert tokens.whose(database, text) is None
    people.enable(database, "Ada")
    with pytest.raises(DragomanError, match="no token"):
        tokens.revoke(database, made.id, of="Ben")
    assert tokens.whose(database, text)
    assert tokens.revoke(database, made.id, of="ada").revoked_at
    assert tokens.whose(database, text) is None
    with pytest.raises(DragomanError, match="'write' is no scope"):
        tokens.make(database, "Ada", ["write"], days=1)
    with pytest.raises(DragomanError, match="1 to 366 days"):
        tokens.make(database, "Ada", ["read"], days=400)


def test_no_secret_stands_in_the_database(tmp_path: Path) -> None:
    with Database.beside(tmp_path / "dragoman.db") as database:
        ada = people.add(database, "Ada", "admin", password=PASSWORD)
        session = sessions.begin(database, ada)
        _, token = tokens.make(database, "Ada", ["read"], days=1)
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    assert b"Ada" in data
    for secret in (PASSWORD, session, token, token.rpartition("_")[2]):
        assert secret.encode() not in data
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_audit_log_is_only_added_to(database: Database, clock: Clock) -> None:
    for n in range(5):
        audit.keep(database, audit.Deed("Ada", "session", "judge", f"c{n}"))
    audit.keep(database, audit.Deed("Ben", "session", "upload", detail="x" * 9_999))
    newest = audit.entries(database, limit=2)
    assert [entry.deed.about for entry in newest] == ["", "c4"]
    assert len(newest[0].deed.detail) == audit.MOST
    assert [e.deed.about for e in audit.entries(database, before=newest[-1].number, limit=2)] == ["c3", "c2"]
    assert [e.deed.action for e in audit.entries(database, by="Ben")] == ["upload"]
    schema = "" if database.path.suffix else "dragoman_accounts."
    for change in ("DELETE FROM {}audit", "UPDATE {}audit SET by = 'Eve'"):
        with pytest.raises((DatabaseError, RecordError)), database.writing() as (connection, _):
            connection.execute(text(change.format(schema)))
    assert len(audit.entries(database)) == 6


def test_a_database_of_something_else(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "dragoman.db.accounts")
    other.execute("CREATE TABLE something (x)")
    other.close()
    with pytest.raises(RecordError, match="no database of Dragoman's accounts"):
        Database.beside(tmp_path / "dragoman.db")
    (tmp_path / "other.db.accounts").write_bytes(b"not a database at all, but long enough to be looked at" * 9)
    with pytest.raises(RecordError):
        Database.beside(tmp_path / "other.db")
    with pytest.raises(RecordError, match="cannot be written"):
        Database.beside(tmp_path / "no" / "such.db")


def test_so_many_tries_and_then_one_now_and_then() -> None:
    now = [0.0]
    limit = Limit(burst=3, every=10, ticks=lambda: now[0])
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 10]
    assert limit.wait("b") == 0
    now[0] = 4
    assert limit.wait("a") == pytest.approx(6)
    now[0] = 10
    assert [limit.wait("a"), limit.wait("a")] == [0, pytest.approx(10)]
    limit.forgive("a")
    assert limit.wait("a") == 0


def test_tries_of_ever_more_people_are_forgotten() -> None:
    limit = Limit(burst=1, every=10, ticks=lambda: 0.0)
    for n in range(REMEMBERED + 50):
        limit.wait(str(n))
    assert len(limit._used) == REMEMBERED
    assert limit.wait(str(REMEMBERED)) > 0
    assert limit.wait("0") == 0


# Over HTTP.


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    with Record.open(tmp_path / "dragoman.db", clock=clock) as record:
        record.add(*pledge(), reader="r", dossier="d")
        house = House.of(record, load_dossier(), clock=clock)
        people.add(house.accounts(), "Ada", "admin", password=PASSWORD)
        people.add(house.accounts(), "Ben", "reader", password=PASSWORD)
        yield house
        house.accounts.close()


def client_of(house: House, manner: Manner | None = None, *, peer: str = "10.0.0.9") -> TestClient:
    secure = manner is not None and manner.secure
    app = make_app(house, Accounts(house.accounts(), manner or Manner()), hosts=("record.example",))
    site = f"http{'s' if secure else ''}://record.example"
    return TestClient(app, base_url=site, follow_redirects=False, client=(peer, 5), raise_server_exceptions=False)


def token_in(page: httpx.Response) -> str:
    return page.text.partition('name="form-token" value="')[2].partition('"')[0]


def log_in(client: TestClient, name: str = "Ada", password: str = PASSWORD, **more: str) -> httpx.Response:
    form = {"form-token": token_in(client.get("/login")), "name": name, "password": password, **more}
    return client.post("/login", data=form)


def test_a_person_logs_in_looks_around_and_logs_out(house: House) -> None:
    client = client_of(house)
    led = client.get("/claims?kind=call")
    assert led.headers["location"] == "/login?next=%2Fclaims%3Fkind%3Dcall"
    page = client.get(led.headers["location"])
    assert 'value="/claims?kind=call"' in page.text
    entered = log_in(client, next="/claims?kind=call")
    assert (entered.status_code, entered.headers["location"]) == (303, "/claims?kind=call")
    assert client.get("/claims?kind=call").status_code == 200
    account = client.get("/account")
    assert "You are Ada: admin." in account.text
    out = client.post("/logout", data={"form-token": token_in(account)})
    assert out.headers["location"] == "/login"
    assert client.get("/claims").status_code == 303
    deeds = [(e.deed.by, e.deed.action) for e in audit.entries(house.accounts())]
    assert deeds == [("Ada", "logout"), ("Ada", "login")]


def test_the_session_s_cookie(house: House) -> None:
    client = client_of(house)
    plain = log_in(client).headers.get_list("set-cookie")[0]
    assert plain.startswith("dragoman=") and "HttpOnly" in plain and "samesite=lax" in plain.lower()
    assert "Secure" not in plain
    secure = log_in(client_of(house, Manner(secure=True))).headers.get_list("set-cookie")[0]
    assert secure.startswith("__Host-dragoman=") and "Secure" in secure and "Path=/" in secure
    assert "domain" not in secure.lower()


def test_a_session_given_to_somebody_beforehand_is_none_of_theirs(house: House) -> None:
    client = client_of(house)
    client.cookies.set("dragoman", "a" * 43)
    log_in(client)
    given = {cookie.value for cookie in client.cookies.jar if cookie.name == "dragoman"}
    before = TestClient(client.app, base_url="http://record.example", follow_redirects=False)
    before.cookies.set("dragoman", "a" * 43)
    assert before.get("/claims").status_code == 303
    assert given != {"a" * 43}


def test_two_cookies_of_one_name_are_none(house: House) -> None:
    client = client_of(house)
    log_in(client)
    session = client.cookies["dragoman"]
    client.cookies.clear()
    assert client.get("/claims", headers={"cookie": f"dragoman={session}"}).status_code == 200
    both = {"cookie": f"dragoman={session}; dragoman=tossed"}
    assert client.get("/claims", headers=both).status_code == 303
    bomb = {"cookie": "; ".join(f"c{n}=x" for n in range(2_000)) + f"; dragoman={session}"}
    assert client.get("/claims", headers=bomb).status_code == 303


def test_a_wrong_password_and_a_name_nobody_bears_are_answered_alike(house: House) -> None:
    client = client_of(house)
    answers = [log_in(client, name, "a wrong sentence") for name in ("Ada", "Nobody")]
    told = [(a.status_code, a.text.replace(token_in(a), "")) for a in answers]
    assert told[0] == told[1]
    assert told[0][0] == 403
    refused = [(e.deed.about, e.deed.outcome) for e in audit.entries(house.accounts())]
    assert refused == [("Nobody", "wrong-password"), ("Ada", "wrong-password")]


def test_guessing_is_slowed_down(house: House) -> None:
    client = client_of(house)
    tries = [log_in(client, password="a wrong sentence").status_code for _ in range(6)]
    assert tries == [403] * 5 + [429]
    slowed = log_in(client)
    assert slowed.status_code == 429 and int(slowed.headers["retry-after"]) > 0
    assert log_in(client, "Ben").status_code == 303, "another person is not kept out"
    elsewhere = TestClient(client.app, base_url="http://record.example", client=("10.0.0.10", 5))
    assert log_in(elsewhere).status_code == 200, "nor is the same person at another place"


def test_a_login_form_of_another_site(house: House) -> None:
    client = client_of(house)
    form = {"name": "Ada", "password": PASSWORD}
    assert client.post("/login", data=form).status_code == 403
    token = token_in(client_of(house).get("/login"))
    client.get("/login")
    assert client.post("/login", data={**form, "form-token": token}).status_code == 403, "another browser's token"


@pytest.mark.parametrize(
    "there",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nx: y", "", "한"],
)
def test_nobody_is_led_elsewhere(house: House, there: str) -> None:
    assert log_in(client_of(house), next=there).headers["location"] == "/"


def test_a_program_with_a_token(house: House) -> None:
    _, text = tokens.make(house.accounts(), "Ada", ["read"], days=1)
    client = client_of(house)
    bearer = {"authorization": f"Bearer {text}"}
    assert client.get("/claims.json", headers=bearer).json()["claims"]
    assert client.get("/audit.json", headers=bearer).json()["error"]["code"] == "token-too-narrow"
    assert client.get("/account.json", headers=bearer).json()["error"]["code"] == "token-too-narrow"
    wrong = client.get("/claims.json", headers={"authorization": "Bearer dragoman_00000000_x"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (401, "wrong-token")
    basic = client.get("/claims.json", headers={"authorization": "Basic QWRhOng="})
    assert basic.json()["error"]["code"] == "wrong-token"
    codes = [client.get("/claims.json", headers={"authorization": "Bearer x"}).status_code for _ in range(30)]
    assert codes.count(429) >= 10


def test_making_a_token_in_the_browser_and_taking_it_back(house: House) -> None:
    client = client_of(house)
    log_in(client, "Ben")
    form = {"form-token": token_in(client.get("/account")), "purpose": "a sheet", "scope": ["read"], "days": "5"}
    made = client.post("/account/tokens", data=form)
    text = made.text.partition('class="secret">')[2].partition("<")[0]
    assert text.startswith("dragoman_") and made.headers["cache-control"] == "no-store"
    assert text not in client.get("/account").text
    outside = client_of(house)
    assert outside.get("/claims.json", headers={"authorization": f"Bearer {text}"}).status_code == 200
    more = client.post("/account/tokens.json", data={**form, "scope": ["admin"]})
    assert more.json()["error"]["code"] == "not-allowed"
    id_ = text.split("_")[1]
    other = client_of(house)
    log_in(other)
    theirs = other.post(f"/account/tokens/{id_}/revoke", data={"form-token": token_in(other.get("/account"))})
    assert theirs.status_code == 422, "another person's"
    assert client.post(f"/account/tokens/{id_}/revoke", data={"form-token": form["form-token"]}).status_code == 303
    assert outside.get("/claims.json", headers={"authorization": f"Bearer {text}"}).status_code == 401


def test_changing_one_s_password_ends_the_other_sessions(house: House) -> None:
    here, there = client_of(house), client_of(house)
    log_in(here)
    log_in(there)
    form = {"form-token": token_in(here.get("/account")), "password": PASSWORD, "new": "short"}
    assert here.post("/account/password", data=form).status_code == 422
    assert here.post("/account/password", data={**form, "password": "not that one"}).status_code == 403
    assert here.post("/account/password", data={**form, "new": "another sentence entirely"}).status_code == 303
    assert (here.get("/claims").status_code, there.get("/claims").status_code) == (200, 303)


def test_a_proxy_s_word_counts_from_its_own_address_only(house: House) -> None:
    proxy = Manner(header="X-Remote-User", proxies=(ipaddress.ip_network("10.0.0.9/32"),))
    named = {"x-remote-user": "ben"}
    behind = client_of(house, proxy)
    assert behind.get("/account.json", headers=named).json()["name"] == "Ben"
    assert behind.get("/audit.json", headers=named).json()["error"]["code"] == "not-allowed"
    assert behind.get("/account.json", headers={"x-remote-user": "stranger"}).status_code == 401
    assert behind.get("/account.json").status_code == 401
    twice = [("x-remote-user", "ben"), ("x-remote-user", "ada")]
    assert behind.get("/account.json", headers=twice).status_code == 401
    elsewhere = client_of(house, proxy, peer="10.0.0.10")
    assert elsewhere.get("/account.json", headers=named).status_code == 401
    people.disable(house.accounts(), "Ben")
    assert behind.get("/account.json", headers=named).status_code == 401


def test_newcomers_whom_a_proxy_names(house: House) -> None:
    network = ipaddress.ip_network("10.0.0.0/24")
    client = client_of(house, Manner(header="X-Remote-User", proxies=(network,), newcomers="reader"))
    found = client.get("/account.json", headers={"x-remote-user": "Grażyna".encode()}).json()
    assert (found["name"], found["role"], found["how"]) == ("Grażyna", "reader", "proxy")


def test_read_only_whoever_it_is(house: House) -> None:
    client = client_of(house, Manner(read_only=True))
    log_in(client)
    assert client.get("/account.json").json()["role"] == "reader"


def test_the_audit_page(house: House) -> None:
    client = client_of(house)
    log_in(client, "Ben")
    assert client.get("/audit").status_code == 403
    client = client_of(house)
    log_in(client)
    page = client.get("/audit")
    assert "not-allowed" in page.text and "GET /audit" in page.text
    told = client.get("/audit.json?limit=2").json()
    assert [entry["action"] for entry in told["entries"]] == ["login", "refused"]
    assert client.get(told["next"]).json()["entries"][0]["action"] == "login"
    assert client.get("/audit.csv").text.startswith("number,at,by,how,address,action,about,outcome,detail\n")
