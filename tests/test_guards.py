"""The guards catch what they are there for."""

import socket

import pytest
from django.template import engines

from catalog.models import SearchVersion, SearchWord
from tests.guards import LockWithoutTargetError, NetworkUsedError


@pytest.mark.django_db
def test_rows_that_nobody_ordered_come_in_any_order():
    SearchWord.objects.bulk_create(SearchWord(word=f"{number:03}", frequency=1) for number in range(50))

    orders = {tuple(SearchWord.objects.values_list("word", flat=True)) for _attempt in range(3)}
    cuts = {tuple(SearchWord.objects.values_list("word", flat=True)[:5]) for _attempt in range(3)}

    assert len(orders) == len(cuts) == 3


@pytest.mark.django_db
def test_rows_that_somebody_ordered_keep_their_order():
    SearchWord.objects.bulk_create(SearchWord(word=f"{number:03}", frequency=1) for number in range(50))

    assert list(SearchWord.objects.order_by("word").values_list("word", flat=True)) == [f"{n:03}" for n in range(50)]


@pytest.mark.django_db
def test_a_lock_names_what_it_locks():
    with pytest.raises(LockWithoutTargetError):
        SearchVersion.objects.select_for_update()

    SearchVersion.objects.update_or_create(pk=1, defaults={"token": "a"})
    assert SearchVersion.objects.select_for_update(of=("self",)).get().token == "a"


def test_no_test_leaves_this_machine():
    with socket.socket() as outside, pytest.raises(NetworkUsedError):
        outside.connect(("192.0.2.1", 80))


def test_a_variable_that_nobody_gave_a_template_fails_the_test():
    with pytest.raises(pytest.fail.Exception, match="missing"):
        engines["django"].from_string("{{ missing }}").render({})
