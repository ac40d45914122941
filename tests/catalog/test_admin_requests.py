"""What the admin's pages answer to addresses nobody made by clicking, and to who may not see them."""

from urllib.parse import quote

import pytest
from django import forms
from django.contrib.admin import site
from django.urls import reverse

from catalog.admin.fields import LinesField
from portal.accounts.models import User
from tests import factories
from tests.catalog.staff import act, values

pytestmark = pytest.mark.django_db

#: Fields that take any text; those of an address, a date or an e-mail refuse it as that.
TEXTS = (forms.CharField, LinesField)
OWN = ("catalog", "missions", "accounts")
LISTS = ("catalog_service", "catalog_opportunity", "catalog_partner", "missions_mission", "accounts_user")


@pytest.fixture
def admin(staff):
    """An administrator's client that is answered as a browser is, also where a page breaks."""
    staff.raise_request_exception = False
    return staff


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "q=" + "+".join(["parola"] * 1_000),
        "q=" + quote("'\"%_\\ OR 1=1; --"),
        "q=" + "x" * 3_000,
        "p=99999999999999999999",
        "p=-1",
        "p=²",
        "o=1.2.-3.99",
        "e=1",
        "all=",
        "id__in=99999999999999999999",
        "id__exact=99999999999999999999",
        "pk=abc",
        "editorial_status__exact=nothing",
        "partner__id__exact=99999999999999999999",
        "created_at__gte=0001-01-01T00:00:00%2B14:00",
        "created_at__lte=9999-12-31T23:59:59-12:00",
        "partner__service_set__loaded__contains=x",
        "user__password__startswith=a",
        "_connector=OR",
    ],
)
def test_a_list_answers_any_address(admin, name, query):
    factories.service()
    factories.opportunity()
    factories.mission()

    assert admin.get(reverse(f"admin:{name}_changelist") + f"?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("key", ["0", "-1", "99999999999999999999", "abc", "²", quote("../x"), "x" * 500])
@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_an_entry_that_is_not_there_leads_back(admin, page, key):
    response = admin.get(f"/admin/catalog/service/{key}/{page}/")

    assert response.status_code in (302, 404)


@pytest.mark.parametrize(
    "query", ["term=x", "term=" + "+".join(["x"] * 1_000), "term=%25&page=99999999999999999999", ""]
)
def test_suggestions_answer_anything(admin, query):
    base = "app_label=catalog&model_name=service&field_name=partner"

    assert admin.get(f"/admin/autocomplete/?{base}&{query}").status_code in (200, 404)


@pytest.mark.parametrize("unseen", ["\x00", "\x07"])
def test_what_cannot_be_seen_is_refused_in_every_text_and_says_so(admin, unseen):
    """By a form's own encoding for files too, which no door looks into; PostgreSQL stores no NUL."""
    factories.mission()
    asked = 0
    for model in [model for model in site._registry if model._meta.app_label in OWN]:
        add = admin.get(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add"))
        if add.status_code != 200 or "adminform" not in (add.context or {}):
            continue
        shown = add.context["adminform"].form
        kept = {field.name for field in model._meta.concrete_fields}  # "try it with" is for the moment
        texts = [name for name, field in shown.fields.items() if type(field) in TEXTS and name in kept]
        asked += len(texts)
        count = model._default_manager.count()

        answer = admin.post(add.request["PATH_INFO"], {**values(add), **dict.fromkeys(texts, f"a{unseen}b")})

        wrong = answer.context["adminform"].form.errors
        assert [name for name in texts if "non si vedono" not in str(wrong.get(name))] == [], model
        assert model._default_manager.count() == count
    assert asked > 50


def test_no_list_is_edited_in_place():
    """Two people at one entry are told of each other on its form; a list with fields in it would tell nobody."""
    assert [model for model, page in site._registry.items() if page.list_editable] == []


def test_a_comment_is_kept_without_what_cannot_be_seen(admin):
    entry = factories.service()

    act(admin, entry, "comment", text="Tutto\x00 bene\x07")

    assert entry.comments.get().text == "Tutto bene"


@pytest.mark.parametrize("name", LISTS)
def test_strangers_are_sent_to_the_door(client, name):
    for address in (reverse(f"admin:{name}_changelist"), reverse(f"admin:{name}_add")):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/")


def test_somebody_who_is_not_staff_is_not_let_in(client):
    client.force_login(User.objects.create_user("firm@example.org", "a-long-passphrase"))

    assert client.get(reverse("admin:catalog_service_changelist")).status_code == 302


def test_the_door_leads_to_no_other_site(client):
    User.objects.create_superuser("staff@example.org", "a-long-passphrase")

    door = client.get("/admin/login/?next=//elsewhere.example/").headers["Location"]
    fields = {"login": "staff@example.org", "password": "a-long-passphrase"}
    response = client.post(door, fields, follow=True)

    assert door.startswith("/accedi/?next=")
    assert response.redirect_chain[-1][0] == "/admin/"


@pytest.mark.parametrize("name", LISTS[:4])
def test_a_list_costs_the_same_however_long_it_is(admin, name, django_assert_max_num_queries):
    make = {
        "catalog_service": factories.service,
        "catalog_opportunity": factories.opportunity,
        "catalog_partner": factories.partner,
        "missions_mission": factories.mission,
    }[name]
    costs = []
    admin.get(reverse(f"admin:{name}_changelist"))  # what a session and the process keep is read once
    for _size in (2, 4):
        make()
        make()
        with django_assert_max_num_queries(14) as queries:
            admin.get(reverse(f"admin:{name}_changelist"))
        costs.append(len(queries))
    assert costs[0] == costs[1]
