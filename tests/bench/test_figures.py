"""What the benchmarks are built on: the same entries every time, percentiles, verdicts."""

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from threading import Thread

import pytest

from tests.bench import flows
from tests.bench.corpus import Corpus, Vocabularies
from tests.bench.load import run
from tests.bench.report import Part, Row, summary, table
from tests.bench.timing import Contender, Percentiles, best

VALUES = Vocabularies(
    needs={"selling": "Vendere", "starting": "Cominciare"},
    sectors={"wine": "Vino", "fashion": "Moda"},
    countries={"JP": "Giappone", "DE": "Germania"},
    provinces=["CO", "MI"],
    partners={"ice": "ICE", "sace": "SACE"},
)


def test_a_smaller_corpus_is_the_beginning_of_a_larger_one():
    assert list(Corpus(20, VALUES)) == list(islice(Corpus(50, VALUES), 20))


def test_keys_are_those_of_the_documents():
    corpus = Corpus(20, VALUES)
    assert corpus.keys() == [(document.kind, document.slug) for document in corpus.documents()]


def test_percentiles_are_values_that_occurred():
    assert Percentiles.of(range(101)) == Percentiles(50, 95, 99)
    assert Percentiles.of([7]) == Percentiles(7, 7, 7)


def test_the_best_of_some_passes_counts_and_preparing_does_not():
    prepared, done = [], []
    contender = Contender(done.append, lambda: prepared.append(len(done)))
    best(["a", "b"], {"it": contender}, passes=2)
    assert done == ["a", "b", "a", "b"]
    assert prepared == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("value", "goal", "met"),
    [(1.0, "<= 1.0", True), (1.1, "<= 1.0", False), (2.0, ">= 2.0", True), (1.9, ">= 2.0", False), (1.0, "", None)],
)
def test_a_goal_is_met_or_missed(value, goal, met):
    assert Row("what", "ours", "beside", value, goal).met is met


def test_the_summary_names_what_was_missed():
    rows = [Row("good", "1", "2", 0.5, "<= 1.0"), Row("bad", "3", "2", 1.5, "<= 1.0"), Row("told", "4")]
    part = Part("part", "A note.", rows, 1.0, 5.0, 5.0)
    assert "1 of 2 goals met." in summary([part])
    assert "missed: bad: 1.5x, goal <= 1.0x" in summary([part])
    assert [line.split()[-1] for line in table(part).splitlines() if line.startswith(("good", "bad"))] == [
        "met",
        "MISSED",
    ]


class OneWord(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(HTTPStatus.OK if self.path == "/here" else HTTPStatus.NOT_FOUND)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_arguments):
        """Says nothing."""


def test_the_load_generator_counts_answers_bytes_and_failures():
    with ThreadingHTTPServer(("127.0.0.1", 0), OneWord) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        answered = run(server.server_port, ["/here", "/nowhere"], connections=1, seconds=1)
        server.shutdown()
    assert answered.answers > 1
    assert answered.bytes > len("hello")
    assert answered.failed == answered.answers // 2


class LastStep(BaseHTTPRequestHandler):
    """A summary that can be sent by the session 'good' alone, and the page it leads to."""

    def do_GET(self):
        sent = self.path == "/sent/"
        page = b'<b class="num">1</b>' if sent else b'<input name="seen" value="1"><input name="firm" value="2">'
        self._answer(HTTPStatus.OK, page, {} if sent else {"Set-Cookie": "__Host-csrftoken=abc; Path=/"})

    def do_POST(self):
        form = self.rfile.read(int(self.headers["Content-Length"]))
        good = b"seen=1&firm=2" in form and "__Host-sessionid=good; __Host-csrftoken=abc" in self.headers["Cookie"]
        self._answer(HTTPStatus.FOUND if good else HTTPStatus.FORBIDDEN, b"", {"Location": "/sent/"})

    def _answer(self, status, content, headers):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments):
        """Says nothing."""


def test_flows_are_counted_whole_or_as_failures():
    with ThreadingHTTPServer(("127.0.0.1", 0), LastStep) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        done = flows.run(server.server_port, "/", ["good", "bad", "good"], connections=2)
        server.shutdown()
    assert (done.count, done.failed) == (2, 1)
    assert done.times.p50 >= done.requests.p50
