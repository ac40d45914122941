"""An address on an entry is no way into our own network, however it is written and whatever its name resolves to."""

import asyncio
import socket

import pytest

from catalog.enums import LinkFault
from catalog.freshness.links.asking import Answer, Manners, ask
from catalog.freshness.links.guard import Guard, is_public

QUICK = Manners(connect=1, read=1, whole=3)


def asked(url: str, guard: Guard) -> Answer:
    return asyncio.run(ask(url, guard=guard, agent="test", manners=QUICK))


def resolving(*answers: list[str]):
    """A resolver that gives one answer after the other, and how often it was asked."""
    left = list(answers)
    calls: list[str] = []

    async def resolve(host: str, _port: int) -> list[str]:
        calls.append(host)
        return left.pop(0) if len(left) > 1 else left[0]

    resolve.calls = calls
    return resolve


PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "not an address",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_ours_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["151.1.2.3", "8.8.8.8", "2a00:1450:4002::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE[:-1])
def test_a_name_that_resolves_to_us_is_not_asked(address):
    assert asked("http://www.example.org/", Guard(resolve=resolving([address]))).fault == LinkFault.BARRED


def test_a_name_with_one_private_address_among_public_ones_is_not_asked():
    guard = Guard(resolve=resolving(["8.8.8.8", "10.0.0.1"]))

    assert asked("http://www.example.org/", guard).fault == LinkFault.BARRED


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "0x7f000001", "2130706433", "0177.0.0.1", "127.1", "localhost", "localhost.", "①②⑦.0.0.1"],
)
def test_no_way_of_writing_this_machine_leads_to_it(site, host):
    for port in ("", ":80"):
        answer = asked(f"http://{host}{port}/", Guard())
        assert answer.status is None
        assert answer.fault in (LinkFault.BARRED, LinkFault.NO_HOST)
    assert asked(f"http://{host}:{site.port}/", Guard()).fault == LinkFault.BARRED
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1:80/_GET",
        "ftp://example.org/",
        "javascript:alert(1)",
        "//example.org/",
        "/only/a/path",
        "http://",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://@example.org/",
        "http://example.org:22/",
        "http://example.org:8080/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://[::1/",
    ],
)
def test_what_is_no_address_of_a_page_is_not_even_resolved(url):
    resolve = resolving(["8.8.8.8"])

    assert asked(url, Guard(resolve=resolve)).fault == LinkFault.BARRED
    assert resolve.calls == []


def test_a_redirect_to_a_private_address_is_not_followed(site):
    site.answers = {"/": (302, {"Location": "http://169.254.169.254/latest/meta-data/"})}

    answer = asked(site.url("/"), Guard(allowed=[("127.0.0.1", site.port)]))

    assert answer == Answer(fault=LinkFault.BARRED)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://x@127.0.0.1/", "gopher://127.0.0.1/", "http://127.0.0.1:22/"]
)
def test_a_redirect_is_looked_at_like_any_address(site, target):
    site.answers = {"/": (301, {"Location": target})}

    assert asked(site.url("/"), Guard(allowed=[("127.0.0.1", site.port)])).fault == LinkFault.BARRED


def test_a_name_is_resolved_once_and_the_connection_goes_to_that_very_address(site, monkeypatch):
    """The name would resolve to this machine a moment later; nothing asks it again."""
    connected = []

    async def connect(_self, host, port, *_arguments, **_options):
        connected.append(host)
        raise OSError

    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", connect)
    resolve = resolving(["8.8.8.8"], ["127.0.0.1"])

    asked("http://www.example.org/", Guard(resolve=resolve))

    assert (resolve.calls, connected) == (["www.example.org"], ["8.8.8.8"])


def test_a_name_that_turns_private_between_two_questions_is_caught_at_the_second(site):
    allowed = [("127.0.0.1", site.port)]
    site.answers = {"/": {"HEAD": 405, "GET": 200}}
    guard = Guard(allowed=allowed, resolve=resolving(["127.0.0.1"], ["10.0.0.1"]))

    assert asked(site.url("/", "www.example.org"), guard).fault == LinkFault.BARRED
    assert site.methods("/") == ["HEAD"]


def test_what_is_allowed_is_one_port_of_one_address(site):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        guard = Guard(allowed=[("127.0.0.1", site.port)])

        assert asked(f"http://127.0.0.1:{port}/", guard).fault == LinkFault.BARRED
        assert asked(site.url("/"), guard).status == 200
