"""Who put a document out: what it says of itself, matched to the dossier's sites and actors."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from dragoman.dossier import Actor, Dossier, Site
from dragoman.record import SPEAKING_ROLES, LineRole, Publisher
from dragoman.sources import shapes
from dragoman.sources.labels import Labels
from dragoman.sources.nouns import Facts, Given
from dragoman.sources.words import furniture_words

_COPYRIGHT = re.compile(
    r"©|ⓒ|\(c\)|copyrights?|all rights reserved|no reproduction.*|저작권자|무단\s*전재.*|재배포.*|금지|"
    r"(?:19|20)\d\d|[<>\[\]|]",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")
_HIGHEST = 40
"""Lines; a site names itself above that."""
_NOBODY = frozenset({"", "n/a", "na", "none", "unknown", "-", "미상"})


def publisher_of(
    texts: Sequence[str], roles: Sequence[LineRole], labels: Labels, facts: Facts, dossier: Dossier, *, given: Given
) -> tuple[Publisher, Site | None]:
    """The publisher, and the dossier's site it was matched to, if any.

    The first name that is printed wins; the first that the dossier knows gives the actor.
    """
    printed = [name for name in _names(texts, roles, labels, facts, given) if name.casefold() not in _NOBODY]
    address = facts.url or (f"//{facts.host}" if facts.host else None)
    site = None if given.publisher else _site_by_address(address, dossier)
    known, actor = site_or_actor(printed[0], dossier) if printed else (None, None)
    if actor:
        return Publisher(actor, printed[0]), known
    if site is None and not printed:
        return _named_by_title(facts, dossier) or _named_above(texts, roles, dossier)
    if site is None:
        return Publisher(None, printed[0]), None
    owner = dossier.actors.get(site.actor)
    return Publisher(site.actor, printed[0] if printed else owner.name if owner else None), site


def _named_by_title(facts: Facts, dossier: Dossier) -> tuple[Publisher, Site | None] | None:
    """The site that the page's own title names, if the dossier knows it: else it may be a section."""
    known, actor = site_or_actor(facts.site, dossier) if facts.site else (None, None)
    return (Publisher(actor, facts.site), known) if actor else None


def _named_above(texts: Sequence[str], roles: Sequence[LineRole], dossier: Dossier) -> tuple[Publisher, Site | None]:
    """A site that the dossier knows, by its name among the furniture above the matter."""
    for text, role in zip(texts[:_HIGHEST], roles, strict=False):
        if role in SPEAKING_ROLES:
            break
        known, actor = site_or_actor(text, dossier) if role == "chrome" and len(text) <= 60 else (None, None)
        if known and actor:
            return Publisher(actor, text), known
    return Publisher(None, None), None


def _names(
    texts: Sequence[str], roles: Sequence[LineRole], labels: Labels, facts: Facts, given: Given
) -> Iterator[str]:
    """Printed names of the publisher, the surest first."""
    if given.publisher:
        yield given.publisher
        return
    for labelled in labels.values:
        if labelled.kind == "publisher" and len(labelled.value) <= 120:
            yield labelled.value.strip()
    if facts.publisher:
        yield facts.publisher.strip()
    for text, role in zip(texts, roles, strict=True):
        if role == "chrome" and shapes.is_copyright(text):
            yield " ".join(_COPYRIGHT.sub(" ", text).split()).strip(" .,·:;-–—/")
    spoken = [text for text, role in zip(texts, roles, strict=True) if role in ("body", "item", "dateline")]
    if spoken and (name := shapes.agency(spoken[0])):
        yield name
    if spoken and (name := shapes.credit(spoken[-1])):
        yield name


def site_or_actor(printed: str, dossier: Dossier) -> tuple[Site | None, str | None]:
    """The site or the actor a printed name stands for: only where nothing in the name speaks for somebody else."""
    best: tuple[int, Site | None, str] | None = None
    tied = False
    for name, site, actor in _known_names(dossier):
        if not _stands_in(name, printed) or not _rest_is_its_own(name, printed, actor, dossier):
            continue
        if best is None or len(name) > best[0]:
            best, tied = (len(name), site, actor), False
        elif len(name) == best[0] and actor != best[2]:
            tied = True
    return (None, None) if best is None or tied else (best[1], best[2])


def _known_names(dossier: Dossier) -> Iterator[tuple[str, Site | None, str]]:
    sites = {site.actor: site for site in dossier.sites}
    for site in dossier.sites:
        for name in site.credits:
            yield name, site, site.actor
    for actor in dossier.actors.values():
        if actor.kind in ("organisation", "forum", "state"):
            for printed in actor.names:
                if printed.use in ("name", "alias"):
                    yield printed.text, sites.get(actor.id), actor.id


def _stands_in(name: str, printed: str) -> bool:
    name, printed = name.casefold(), printed.casefold()
    # The cheap question first: a dossier has thousands of names, and a form for each costs more than all else.
    return bool(name) and name in printed and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", printed) is not None


def _rest_is_its_own(name: str, printed: str, actor: str, dossier: Dossier) -> bool:
    """Whether the words beside the name are filler or the actor's own: not "… of Japan" beside Korea's ministry."""
    rest = printed.casefold().replace(name.casefold(), " ", 1)
    found = dossier.actors.get(actor)
    own = _own_words(found, dossier) if found else set()
    fillers = furniture_words().fillers
    return all(word in fillers or word in own or word.isdigit() for word in _WORD.findall(rest))


def _own_words(actor: Actor, dossier: Dossier) -> set[str]:
    kin = [actor, *(dossier.actors[i] for i in (actor.state, actor.part_of) if i and i in dossier.actors)]
    texts = [text for one in kin for text in (one.name, *(n.text for n in one.names))]
    texts += [credit for site in dossier.sites if site.actor == actor.id for credit in site.credits]
    return {word for text in texts for word in _WORD.findall(text.casefold())}


def _site_by_address(url: str | None, dossier: Dossier) -> Site | None:
    host = host_of(url)
    if not host:
        return None
    matches = [
        (len(domain), site)
        for site in dossier.sites
        for domain in site.domains
        if host == domain.casefold() or host.endswith("." + domain.casefold())
    ]
    return max(matches, key=lambda m: m[0])[1] if matches else None


def host_of(url: str | None) -> str:
    """The host of an address, in small letters; "" where it has none or is none."""
    try:
        return (urlsplit(url or "").hostname or "").casefold()
    except ValueError:
        return ""
