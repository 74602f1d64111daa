"""Logging in through a provider: one of ours on this machine, that can be told to lie."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from dragoman.record import DragomanError
from dragoman.web.accounts import audit, people
from dragoman.web.accounts.oidc import PENDING_S, Provider, provider
from dragoman.web.accounts.reception import Accounts, Manner
from dragoman.web.app import make_app
from dragoman.web.house import House

SITE = "http://record.example"


class Stub:
    """A provider. `says` is put over what its tokens say; `asked` is what was sent to its token endpoint."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.signs: Any = self.key
        self.says: dict[str, Any] = {}
        self.algorithm = "RS256"
        self.challenge = self.nonce = ""
        self.asked: list[dict[str, str]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send(stub.metadata() if "openid-configuration" in self.path else stub.keys())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                sent = {name: values[0] for name, values in parse_qs(body).items()}
                stub.asked.append(sent | {"authorization": self.headers.get("authorization", "")})
                proven = create_s256_code_challenge(sent.get("code_verifier", "")) == stub.challenge
                if sent.get("code") != "good" or not proven:
                    self._send({"error": "invalid_grant"}, 400)
                    return
                token = {"access_token": "a", "token_type": "Bearer", "id_token": stub.token()}
                self._send(token)

            def _send(self, said: Any, status: int = 200) -> None:
                data = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def metadata(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in names.items()}

    def keys(self) -> dict[str, Any]:
        return dict(KeySet([self.key]).as_dict(private=False))

    def token(self) -> str:
        now = int(time.time())
        said = {"iss": self.issuer, "sub": "42", "aud": "dragoman", "iat": now, "exp": now + 300, "nonce": self.nonce}
        header = {"alg": self.algorithm, "kid": "one"}
        return jwt.encode(header, {k: v for k, v in (said | self.says).items() if v is not None}, self.signs)


@pytest.fixture
def stub() -> Iterator[Stub]:
    made = Stub()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def client(house: House, stub: Stub) -> TestClient:
    people.add(house.accounts(), "Ada Quill", "analyst", subject=f"{stub.issuer} 42")
    login = provider(stub.issuer, "dragoman", "hush", SITE)
    app = make_app(house, Accounts(house.accounts(), Manner(), login), hosts=("record.example",))
    return TestClient(app, base_url=SITE, follow_redirects=False, raise_server_exceptions=False)


def begun(client: TestClient, stub: Stub, there: str = "/claims?kind=call") -> str:
    """Go to the provider, and give the state with which it sends people back."""
    sent = client.get("/login/oidc", params={"next": there})
    assert sent.status_code == 303
    address = urlsplit(sent.headers["location"])
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{stub.issuer}/authorize"
    assert (asked["response_type"], asked["client_id"], asked["scope"]) == ("code", "dragoman", "openid")
    assert asked["redirect_uri"] == f"{SITE}/login/oidc/callback"
    assert asked["code_challenge_method"] == "S256"
    stub.challenge, stub.nonce = asked["code_challenge"], asked["nonce"]
    return asked["state"]


def back(client: TestClient, state: str, code: str = "good") -> httpx.Response:
    return client.get("/login/oidc/callback", params={"code": code, "state": state, "session_state": "x"})


def test_somebody_logs_in_through_the_provider(client: TestClient, stub: Stub, house: House) -> None:
    assert 'href="/login/oidc?next=%2Fclaims"' in client.get("/login?next=/claims").text
    entered = back(client, begun(client, stub))
    assert (entered.status_code, entered.headers["location"]) == (303, "/claims?kind=call")
    assert client.get("/account.json").json()["name"] == "Ada Quill"
    assert stub.asked[0]["grant_type"] == "authorization_code"
    assert "hush" not in entered.text
    assert [e.deed.action for e in audit.entries(house.accounts())] == ["login"]


def test_nobody_is_led_elsewhere_by_it(client: TestClient, stub: Stub) -> None:
    assert back(client, begun(client, stub, "//evil.example")).headers["location"] == "/"


def test_whoever_has_no_account_is_told_by_what_name_to_ask_for_one(
    client: TestClient, stub: Stub, house: House
) -> None:
    stub.says = {"sub": "43", "email": "ada@quill.example"}
    refused = back(client, begun(client, stub))
    assert refused.status_code == 403 and f"{stub.issuer} 43" in refused.text
    people.disable(house.accounts(), "Ada Quill")
    stub.says = {}
    assert back(client, begun(client, stub)).status_code == 403
    assert client.get("/claims").status_code == 303


@pytest.mark.parametrize(
    "says",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"azp": "another"},
        {"iat": int(time.time()) + 86_400},
    ],
    ids=str,
)
def test_a_token_that_is_not_sound(client: TestClient, stub: Stub, says: dict[str, Any]) -> None:
    stub.says = says
    refused = back(client, begun(client, stub))
    assert refused.status_code == 403 and "provider-unsound" in refused.text
    assert client.get("/claims").status_code == 303


def test_a_token_signed_by_somebody_else(client: TestClient, stub: Stub) -> None:
    stub.signs = RSAKey.generate_key(2048, {"kid": "one"})
    assert "provider-unsound" in back(client, begun(client, stub)).text


def test_a_code_that_is_none_and_a_provider_that_refuses(client: TestClient, stub: Stub) -> None:
    assert "provider-unsound" in back(client, begun(client, stub), "stolen").text
    refused = client.get("/login/oidc/callback?error=access_denied&state=x")
    assert refused.status_code == 403 and "provider-refused" in refused.text


def test_a_login_that_another_browser_began(client: TestClient, stub: Stub) -> None:
    state = begun(client, stub)
    victim = TestClient(client.app, base_url=SITE, follow_redirects=False)
    assert "login-not-begun" in back(victim, state).text
    assert "login-not-begun" in back(client, state).text, "and its state is used up"
    assert "login-not-begun" in back(client, "made up").text
    once = begun(client, stub)
    assert back(client, once).status_code == 303
    assert "login-not-begun" in back(client, once).text


def test_a_login_begun_long_ago(stub: Stub) -> None:
    now = [0.0]
    login = Provider(stub.issuer, "dragoman", "hush", f"{SITE}/login/oidc/callback", ticks=lambda: now[0])
    state, _ = login.begin("/")
    now[0] = PENDING_S + 1
    with pytest.raises(Exception, match="too long ago"):
        login.end(state, state, "good")


def test_a_provider_out_of_reach_or_another(stub: Stub) -> None:
    gone = Provider("http://127.0.0.1:9", "dragoman", "hush", SITE)
    with pytest.raises(Exception, match="cannot be asked"):
        gone.begin("/")
    another = Provider(stub.issuer + "/", "dragoman", "hush", SITE)
    with pytest.raises(Exception, match="cannot be asked"):
        another.begin("/")


def test_a_provider_at_which_secrets_could_be_read_on_the_way() -> None:
    with pytest.raises(DragomanError, match="write https:"):
        provider("http://login.example", "dragoman", "hush", SITE)
    with pytest.raises(DragomanError, match="DRAGOMAN_OIDC_SECRET"):
        provider("https://login.example", "dragoman", "", SITE)
