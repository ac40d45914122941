"""What one process publishes, every other finds with its next search."""

import subprocess
import sys

import pytest

from catalog.loading import load
from catalog.models import SynonymGroup
from catalog.search import indexing
from catalog.vocabularies.teaching import teach
from portal.environment import BASE_DIR
from tests.factories import document
from tests.processes import database_url, environment
from tests.search.corpora import rebuild

#: A process that answers each line it is given with the slugs it finds for it.
SEARCHER = """
import sys
import django
django.setup()
from tests.search.corpora import found
print("ready", flush=True)
for line in sys.stdin:
    print(" ".join(sorted(found(line.strip()))), flush=True)
"""


@pytest.fixture
def another_process(tmp_path):
    """A function that asks another process, on the same database, what it finds."""
    variables = environment(
        DEMO=1, VAR_DIR=tmp_path, DATABASE_URL=database_url(), DJANGO_SETTINGS_MODULE="portal.settings"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", SEARCHER],
        cwd=BASE_DIR,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )

    def ask(text):
        process.stdin.write(text + "\n")
        return process.stdout.readline().split()

    assert process.stdout.readline() == "ready\n"
    yield ask
    process.stdin.close()
    process.wait(timeout=30)
    process.stdout.close()


@pytest.mark.django_db(transaction=True)
def test_a_publication_is_found_at_once_by_a_process_that_searched_before(another_process):
    rebuild([document(slug="a", title_it="Zafferano")])
    assert another_process("zafferano") == ["a"]

    indexing.index(document(slug="b", title_it="Zafferano"))
    assert another_process("zafferano") == ["a", "b"]

    indexing.index(document(slug="a", title_it="Altro"))
    assert another_process("zafferano") == ["b"]

    indexing.remove("service", "b")
    assert another_process("zafferano") == []

    rebuild([document(slug="c", title_it="Zafferano")])
    assert another_process("zafferano") == ["c"]


@pytest.mark.django_db(transaction=True)
def test_a_word_that_staff_teach_is_understood_at_once_by_a_process_that_searched_before(another_process):
    load()
    rebuild([document(slug="a", title_it="Spazi espositivi")])
    assert another_process("baracchino") == []

    teach(SynonymGroup(terms=["spazi espositivi"], sources=["baracchino"]))

    assert another_process("baracchino") == ["a"]
