"""The scripts of others: each is what its line in the manifest says, under a licence that lets us ship it."""

import hashlib
import tomllib
from pathlib import Path

from fastapi.testclient import TestClient

from dragoman.web.assets import address_of, assets

VENDOR = Path(__file__).parent.parent.parent / "src" / "dragoman" / "web" / "static" / "vendor"
SCRIPTS = tomllib.loads((VENDOR / "manifest.toml").read_text())["script"]


def test_every_vendored_file_has_its_line_and_is_what_it_says() -> None:
    assert {one["file"] for one in SCRIPTS} == {path.name for path in VENDOR.glob("*.js")}
    for one in SCRIPTS:
        assert hashlib.sha256((VENDOR / one["file"]).read_bytes()).hexdigest() == one["sha256"], one["file"]
        assert (VENDOR / one["licence-file"]).read_text().strip()
        assert one["licence"] in {"0BSD", "MIT"}


def test_a_script_asks_for_nothing_elsewhere() -> None:
    """Ours name no address of another site."""
    for name, asset in assets().items():
        if not name.startswith(("vendor/", "charts/")) and not name.endswith(".svg"):
            assert b"//" not in asset.content.replace(b"// ", b""), name


def test_an_asset_is_kept_for_ever_under_its_digest_alone(client: TestClient) -> None:
    answer = client.get(address_of("style.css"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/000000000000/style.css").status_code == 404
    assert client.get("/static/000000000000/../app.py").status_code == 404
