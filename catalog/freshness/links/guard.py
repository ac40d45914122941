"""Which addresses the portal may ask. An address on an entry must not become a way into our own network.

A name is resolved once, at the moment of connecting; every answer is looked at, and the connection goes to one of
those very addresses. So a name that resolves differently a moment later leads nowhere else, whatever form the address
was written in, and a redirect is looked at like any other address.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

import httpcore

from catalog.enums import LinkFault

PORTS = (80, 443)
#: IPv6 as given out to the public, and the parts of it that lead to IPv4 addresses of anybody's choice: 6to4, Teredo.
_GLOBAL = ip_network("2000::/3")
_TUNNELS = (ip_network("2002::/16"), ip_network("2001::/32"))
#: Where DNS64 puts the IPv4 addresses of the world (RFC 6052).
_DNS64 = ip_network("64:ff9b::/96")
#: So many of a name's addresses are tried.
_MOST_ADDRESSES = 3

Resolve = Callable[[str, int], Awaitable[list[str]]]


class AskingError(Exception):
    """An address that gave no answer, and why."""

    def __init__(self, fault: LinkFault) -> None:
        super().__init__(fault.label)
        self.fault = fault


async def system_resolve(host: str, port: int) -> list[str]:
    """Every address the system knows for a name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_rest, address in found]


class Guard(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses alone.

    ``allowed`` are (address, port) pairs that may be asked all the same: a test's own server.
    """

    def __init__(self, *, allowed: Iterable[tuple[str, int]] = (), resolve: Resolve = system_resolve) -> None:
        self._allowed = frozenset(allowed)
        self._resolve = resolve
        self._network = httpcore.AnyIOBackend()

    def look_at(self, url: str) -> None:
        """Raises ``AskingError`` for an address that may not be asked by the way it is written."""
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise AskingError(LinkFault.BARRED) from None
        ports = {*PORTS, *(port for _address, port in self._allowed)}
        plain = parts.username is None and parts.password is None
        if parts.scheme not in ("http", "https") or not parts.hostname or not plain or port not in ports:
            raise AskingError(LinkFault.BARRED)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolves, looks at every answer and connects to one of them."""
        try:
            addresses = list(dict.fromkeys(await self._resolve(host, port)))
        except (OSError, UnicodeError):
            raise AskingError(LinkFault.NO_HOST) from None
        if not addresses or not all(self._may_ask(address, port) for address in addresses):
            raise AskingError(LinkFault.BARRED)
        failure: Exception = httpcore.ConnectError()
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(self, *_arguments: object, **_options: object) -> httpcore.AsyncNetworkStream:
        raise AskingError(LinkFault.BARRED)

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)

    def _may_ask(self, address: str, port: int) -> bool:
        return (address, port) in self._allowed or (port in PORTS and is_public(address))


def is_public(text: str) -> bool:
    """Whether an IP address is one that anybody on the Internet reaches as the same machine."""
    try:
        address = ip_address(text)
    except ValueError:  # such as an address with a zone, 'fe80::1%eth0'
        return False
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is None:
            return address in _GLOBAL and not any(address in net for net in _TUNNELS) and _is_global(address)
        address = inner
    return _is_global(address)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address is another way to write."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _DNS64 else None


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
