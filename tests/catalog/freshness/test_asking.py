"""Asking a page: HEAD before GET, redirects one by one, and nothing a site does breaks the asking."""

import asyncio
import socket
import time
from threading import Thread

import pytest

from catalog.enums import LinkFault
from catalog.freshness.links.asking import MOST_REDIRECTS, Answer, Manners, ask
from catalog.freshness.links.guard import Guard

QUICK = Manners(connect=1, read=0.5, whole=2)


def asked(url: str, port: int, manners: Manners = QUICK) -> Answer:
    guard = Guard(allowed=[("127.0.0.1", port)])
    return asyncio.run(ask(url, guard=guard, agent="PorteDelMondo-links/1.0", manners=manners))


def test_a_page_that_is_there_is_asked_for_its_head_alone(site):
    assert asked(site.url("/a"), site.port) == Answer(status=200)
    assert [(one.method, one.agent) for one in site.asked] == [("HEAD", "PorteDelMondo-links/1.0")]


@pytest.mark.parametrize("head", [400, 403, 404, 405, 500, 501, 503])
def test_a_site_that_answers_no_head_is_asked_for_the_first_bytes(site, head):
    site.answers = {"/a": {"HEAD": head, "GET": (206, {})}}

    assert asked(site.url("/a"), site.port).status == 206
    assert [(one.method, one.range) for one in site.asked] == [("HEAD", ""), ("GET", "bytes=0-1023")]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 500, 503])
def test_an_answer_that_stays_is_given_back(site, status):
    site.answers = {"/a": status}

    assert asked(site.url("/a"), site.port) == Answer(status=status)


def test_a_site_that_wants_less_is_not_asked_twice_and_says_when(site):
    site.answers = {"/a": (429, {"Retry-After": "86400"})}

    assert asked(site.url("/a"), site.port) == Answer(status=429, wait=86_400)
    assert site.methods("/a") == ["HEAD"]


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_says_where(site, status):
    site.answers = {"/old": (status, {"Location": "/new?a=1"})}

    assert asked(site.url("/old"), site.port) == Answer(status=200, moved_to=site.url("/new?a=1"))


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_page_that_leads_elsewhere_for_now_has_not_moved(site, status):
    site.answers = {"/old": (status, {"Location": "/new"})}

    assert asked(site.url("/old"), site.port) == Answer(status=200)


def test_only_the_permanent_part_of_a_way_is_a_new_address(site):
    site.answers = {
        "/a": (301, {"Location": "/b"}),
        "/b": (302, {"Location": "/c"}),
        "/c": (301, {"Location": "/d"}),
    }

    assert asked(site.url("/a"), site.port) == Answer(status=200, moved_to=site.url("/b"))


def test_a_page_that_moved_to_nowhere_is_not_found(site):
    site.answers = {"/a": (301, {"Location": "/b"}), "/b": 404}

    assert asked(site.url("/a"), site.port).status == 404


def test_circles_and_endless_ways_end(site):
    site.answers = {"/a": (302, {"Location": "/b"}), "/b": (302, {"Location": "/a"})}
    site.answers |= {f"/{n}": (302, {"Location": f"/{n + 1}"}) for n in range(50)}

    assert asked(site.url("/a"), site.port).fault == LinkFault.LOOP
    assert asked(site.url("/0"), site.port).fault == LinkFault.LOOP
    assert len([one for one in site.asked if one.path[1:].isdigit()]) == MOST_REDIRECTS + 1


def test_a_redirect_that_names_no_place_is_an_answer(site):
    site.answers = {"/a": 304, "/b": 302}

    assert asked(site.url("/a"), site.port).status == 304
    assert asked(site.url("/b"), site.port).status == 302


def test_a_site_that_takes_too_long_is_left(site):
    site.answers = {"/a": 1.0}

    assert asked(site.url("/a"), site.port) == Answer(fault=LinkFault.TIME)


def test_letters_beyond_ascii_arrive_encoded_and_a_fragment_stays_here(site):
    asked(site.url("/città/a%20b?q=più&x=1#qui"), site.port)

    assert site.asked[0].path == "/citt%C3%A0/a%20b?q=pi%C3%B9&x=1"


def test_a_closed_port_is_a_fault_of_the_connection():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert asked(f"http://127.0.0.1:{port}/", port) == Answer(fault=LinkFault.CONNECTION)


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        (b"", {LinkFault.PROTOCOL, LinkFault.CONNECTION}),
        (b"SSH-2.0-OpenSSH_9.2\r\n", {LinkFault.PROTOCOL}),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000, {LinkFault.PROTOCOL, LinkFault.CONNECTION}),
        (
            b"HTTP/1.1 301 Moved\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
            {LinkFault.PROTOCOL, LinkFault.BARRED},
        ),
        (b"HTTP/1.1 301 Moved\r\nLocation: \xff\xfe\r\nContent-Length: 0\r\n\r\n", None),
    ],
)
def test_nonsense_for_an_answer_is_a_fault_and_no_more(said, faults):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def talk() -> None:
            for _connection in range(2):
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                with connection:
                    try:
                        connection.recv(10_000)
                        connection.sendall(said)
                    except OSError:
                        pass

        thread = Thread(target=talk, daemon=True)
        thread.start()
        answer = asked(f"http://127.0.0.1:{port}/", port)

    assert answer.status is None or faults is None
    assert faults is None or answer.fault in faults


def test_a_site_that_drips_its_answer_is_left_after_a_while():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def drip() -> None:
            connection, _address = server.accept()
            with connection:
                try:
                    connection.recv(10_000)
                    connection.sendall(b"HTTP/1.1 200 OK\r\n")
                    for number in range(50):
                        connection.sendall(f"X-{number}: a\r\n".encode())
                        time.sleep(0.2)
                except OSError:
                    pass

        Thread(target=drip, daemon=True).start()
        answer = asked(f"http://127.0.0.1:{port}/", port, Manners(connect=1, read=1, whole=1))

    assert answer == Answer(fault=LinkFault.TIME)
