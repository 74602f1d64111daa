"""What draws the charts is what its makers published, with its licences, and runs under a strict policy."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from dragoman.brief.charts import SCRIPTS, asset, manifest
from dragoman.brief.charts import assets as assets_module

VENDORED = Path(assets_module.__file__).parent / "vendored"
ROOT = Path(__file__).parents[2]


def test_every_vendored_file_is_as_published() -> None:
    assert {one.file for one in manifest()} == {path.name for path in VENDORED.glob("*.js")}
    for one in manifest():
        assert hashlib.sha256(asset(one.file)).hexdigest() == one.sha256, one.file
        assert one.origin == f"npm:{one.package}@{one.version}/build/{one.package}.min.js"


def test_the_manifest_names_what_is_fetched() -> None:
    script = (ROOT / "packs" / "charts" / "fetch.py").read_text(encoding="utf-8")
    for one in manifest():
        assert f'"{one.package}": "{one.version}"' in script


def test_licences_are_shipped_and_declared() -> None:
    text = asset("LICENSES.txt").decode()
    for one in manifest():
        assert f"{one.package} ({one.license})" in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for licence in {one.license for one in manifest()} | {"ISC", "MIT", "Unlicense"}:
        assert licence in project["license"].split(" AND "), licence
    assert any(name.endswith("vendored/LICENSES.txt") for name in project["license-files"])


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_may_stand_within_a_page(name: str) -> None:
    text = asset(name).decode()
    assert "</script" not in text.lower()
    assert "<!--" not in text


def test_no_other_file_is_an_asset() -> None:
    with pytest.raises(KeyError):
        asset("../__init__.py")
