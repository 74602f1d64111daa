"""sites.toml: how publishers are told by their web domains and by the names they print."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import cast, get_args

from dragoman.dossier.nouns import Site
from dragoman.dossier.tables import Table, read_tables
from dragoman.record import DocumentKind

SITE_KEYS = {"actor", "kind", "domains", "credits"}
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def read_sites(path: Path, text: str, actors: Collection[str]) -> tuple[Site, ...]:
    """The sites, each of a known actor. Raises DossierError where a domain or credit stands for two."""
    head, *tables = read_tables(path, text, ("site",))
    head.allow(set())
    taken: dict[str, Table] = {}
    return tuple(_read_site(table, actors, taken) for table in tables)


def _read_site(table: Table, actors: Collection[str], taken: dict[str, Table]) -> Site:
    table.allow(SITE_KEYS)
    kind = cast(DocumentKind, table.choice("kind", get_args(DocumentKind)))
    site = Site(table.reference("actor", "actor", actors), kind, table.texts("domains"), table.texts("credits"))
    if not site.domains and not site.credits:
        table.fail('[[site]] tells nothing: add domains = ["…"] or credits = ["…"]')
    for domain in site.domains:
        if not DOMAIN.fullmatch(domain):
            table.fail(f'"{domain}" is no domain: write it small and bare, such as mofa.go.kr', key="domains")
    for key, words in (("domains", site.domains), ("credits", site.credits)):
        for word in words:
            if word in taken:
                first = taken[word].line
                table.fail(f'"{word}" belongs to the site on line {first} already: keep it with one', key=key)
            taken[word] = table
    return site
