"""Fetch what draws the charts anew: Vega, Vega-Lite and Vega's interpreter, with every licence they are under.

Run it where npm reaches its registry, after changing a version here: python packs/charts/fetch.py
It writes src/dragoman/brief/charts/vendored; tests/brief/test_charts_vendored.py holds the manifest to the files.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

WANTED = {"vega": "5.33.1", "vega-lite": "5.23.0", "vega-interpreter": "1.2.1"}
"""Package and version. Vega 6 and Vega-Lite 6 come as modules only, which a page without a server cannot import."""
VENDORED = Path(__file__).parents[2] / "src" / "dragoman" / "brief" / "charts" / "vendored"
FAMILY = "vega-canvas"
"""Of Vega's own packages some come without the licence text that all of them are under; this one has it."""


def main() -> None:
    """Install the packages in a folder of their own, take the three files and the licences, write the manifest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "package.json").write_text('{"private": true}')
        named = [f"{name}@{version}" for name, version in WANTED.items()]
        subprocess.run(
            ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", *named], cwd=folder, check=True
        )
        modules = Path(folder, "node_modules")
        VENDORED.mkdir(parents=True, exist_ok=True)
        entries = "\n".join(_take(modules, name, version) for name, version in WANTED.items())
        VENDORED.joinpath("LICENSES.txt").write_text(_licences(modules), encoding="utf-8")
    head = "# What draws the charts, byte for byte as its makers publish it. Written by packs/charts/fetch.py.\n\n"
    VENDORED.joinpath("manifest.toml").write_text(head + entries, encoding="utf-8")


def _take(modules: Path, name: str, version: str) -> str:
    """Copy one file; its entry of the manifest."""
    built = modules / name / "build" / f"{name}.min.js"
    shutil.copyfile(built, VENDORED / f"{name}.js")
    facts = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))
    if facts["version"] != version:
        raise SystemExit(f"npm gave {name} {facts['version']}, not {version}")
    digest = hashlib.sha256(built.read_bytes()).hexdigest()
    rows = {
        "file": f"{name}.js",
        "package": name,
        "version": version,
        "license": facts["license"],
        "from": f"npm:{name}@{version}/build/{built.name}",
        "sha256": digest,
    }
    return "[[asset]]\n" + "".join(f'{key} = "{value}"\n' for key, value in rows.items())


def _licences(modules: Path) -> str:
    """The licence text of every package that is built in, the same text once."""
    by_text: dict[str, list[str]] = {}
    for package in sorted({p for name in WANTED for p in _built_in(modules, name)} | set(WANTED)):
        facts = json.loads((modules / package / "package.json").read_text(encoding="utf-8"))
        path = modules / package / "LICENSE"
        if not path.exists() and package.startswith("vega"):
            path = modules / FAMILY / "LICENSE"
        by_text.setdefault(path.read_text(encoding="utf-8").strip(), []).append(f"{package} ({facts['license']})")
    head = "What is built into vega.js, vega-lite.js and vega-interpreter.js, and under which licence.\n"
    return head + "".join(f"\n\n==== {', '.join(names)}\n\n{text}\n" for text, names in by_text.items())


def _built_in(modules: Path, name: str) -> Iterator[str]:
    sources = json.loads((modules / name / "build" / f"{name}.min.js.map").read_text(encoding="utf-8"))["sources"]
    for source in sources:
        found = re.search(r"(?:node_modules|\.\.)/((?:@[^/]+/)?(?!node_modules)[a-z][\w.-]+)/", source)
        if found and (modules / found[1]).is_dir():
            yield found[1]


if __name__ == "__main__":
    main()
