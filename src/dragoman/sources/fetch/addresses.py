"""Which addresses may be asked: http and https, without passwords, and only hosts of the public internet.

The check of a host is made on the very address that is connected to, after names are resolved (see connect.py), so
that no name can answer one thing when looked at and another when used.
"""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from dragoman.sources.fetch.nouns import FetchError

if TYPE_CHECKING:
    from httpx import URL

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_USERINFO = re.compile(r"(?<=//)[^/?#\s]*@")
_LONGEST_SHOWN = 200
LONGEST = 8_000
"""Characters of an address; servers refuse longer ones themselves."""

# IPv4 inside IPv6: by translation of the network (RFC 6052), and tunnels nobody publishes from.
_NAT64 = IPv6Network("64:ff9b::/96")
_TUNNELS = tuple(ip_network(n) for n in ("64:ff9b:1::/48", "2001::/32", "::/96", "fec0::/10", "5f00::/16"))
_PRIVATE_USE = tuple(
    ip_network(n)
    for n in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "168.63.129.16/32",  # a cloud's own host, on an address that looks public
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
    )
)


def is_web_address(text: str) -> bool:
    """Whether this is meant as an address and not as a path: `scheme://…`, whatever the scheme."""
    return bool(_SCHEME.match(text))


def shown(url: str) -> str:
    """The address as it may be printed and kept: without user name and password."""
    bare = _USERINFO.sub("", url)
    return bare if len(bare) <= _LONGEST_SHOWN else bare[: _LONGEST_SHOWN - 1] + "…"


def web_url(text: str) -> "URL":
    """The address ready to be asked, without its fragment. Raises FetchError where it may not be asked at all."""
    from httpx import URL, InvalidURL

    if len(text) > LONGEST:
        raise FetchError(f"the address is longer than {LONGEST} characters", lasting=True)
    try:
        url = URL(text.strip())
        host, port = url.host, url.port
    except (InvalidURL, ValueError, UnicodeError):
        raise FetchError("is no web address; check how it is written", lasting=True) from None
    if url.scheme not in ("http", "https"):
        raise FetchError(f"{url.scheme or 'no scheme'}: only http and https addresses are asked", lasting=True)
    if url.userinfo:
        raise FetchError(
            "the address carries a user name or password, which Dragoman neither sends nor keeps; save the page "
            "and read the file",
            lasting=True,
        )
    if not host:
        raise FetchError("the address names no host", lasting=True)
    if port is not None and not 0 < port < 65536:
        raise FetchError(f"there is no port {port}", lasting=True)
    return url.copy_with(fragment=None)


def is_public(address: str) -> bool:
    """Whether a resolved IP address belongs to the public internet, also seen through IPv6 that carries IPv4."""
    try:
        ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
        return ip.is_global and not ip.is_multicast and not any(ip in net for net in _TUNNELS)
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _PRIVATE_USE)
