"""Whose is what in the admin: nothing of another body in any answer, whatever is asked and however it is forged.

A word that only the other body's things contain is looked for in every answer. A model that is registered without a row
here fails: whoever registers one says whose its rows are.
"""

import io
import zipfile

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from catalog.enums import EditorialStatus, ImportKind, StaffRole, Verb
from catalog.models import Membership, Opportunity, Partner, Service
from missions.models import Mission
from tests import factories
from tests.catalog.canary import ASKED, CANARY, another_body
from tests.catalog.staff import member, signed_in, values

pytestmark = pytest.mark.django_db

#: Whose rows are they: 'body' of the body they belong to, 'shared' anybody's who works for one, 'region' the Region's
#: and of whom it gave Django's own permission.
WHOSE = {
    "catalog.service": "body",
    "catalog.opportunity": "body",
    "catalog.partner": "body",
    "missions.mission": "body",
    "catalog.correction": "body",
    "catalog.import": "body",
    "catalog.confirmation": "body",
    "catalog.link": "body",
    "missions.onsitecontact": "body",
    "missions.supportoffer": "body",
    "missions.supportperson": "body",
    "catalog.reviewrule": "region",
    "catalog.country": "shared",
    "catalog.need": "shared",
    "catalog.sector": "shared",
    "catalog.membership": "region",
    "catalog.highlight": "region",
    "catalog.needwording": "region",
    "catalog.question": "region",
    "catalog.synonymgroup": "region",
    "missions.firm": "region",
    "numbers.dailycount": "body",
    "numbers.missedtext": "shared",
    "feedback.fault": "region",
    "feedback.rating": "region",
    "accounts.user": "region",
    "account.emailaddress": "region",
    "auth.group": "region",
    "mfa.authenticator": "region",
    "post_office.email": "region",
    "socialaccount.socialaccount": "region",
    "socialaccount.socialapp": "region",
    "socialaccount.socialtoken": "region",
    "usersessions.usersession": "region",
}
REGISTERED = {model._meta.label_lower: model_admin for model, model_admin in admin.site._registry.items()}
ENTRIES = (Service, Opportunity, Partner, Mission)


def test_every_registered_model_says_whose_its_rows_are():
    assert sorted(REGISTERED) == sorted(WHOSE)


@pytest.fixture
def mine():
    return factories.partner()


@pytest.fixture
def editor(mine):
    """Somebody in all a body's roles, so that only the body stands between them and the other's."""
    user = member(mine)
    Membership.objects.create(user=user, partner=mine, role=StaffRole.MISSION_OFFICER)
    user.user_permissions.add(Permission.objects.get(codename="change_mission"))
    return signed_in(user)


@pytest.fixture
def theirs(mine):
    """Another body with one of everything; and some of ours beside it."""
    body = another_body()
    for make in (factories.service, factories.opportunity, factories.mission):
        make(partner=mine)
    return body


def _row(model):
    """A row of the other body, or the only ones there are of what belongs to nobody."""
    if model is Partner:
        return Partner.objects.get(slug="altro-ente")
    if model in ENTRIES:
        return model.objects.get(slug__startswith=CANARY)
    return model._default_manager.order_by("pk").first()


def _addresses(model_admin, row):
    """Every address of an admin's own pages, with the keys of a row of the other body where it takes some."""
    for pattern in model_admin.get_urls():
        if pattern.name:
            keys = dict.fromkeys(pattern.pattern.regex.groupindex, str(row.pk if row else 1))
            yield (
                reverse(f"admin:{pattern.name}", kwargs=keys)
                if not _loose(pattern)
                else reverse(f"admin:{pattern.name}", args=list(keys.values()))
            )


def _loose(pattern):
    """Whether the parts of a pattern have no names."""
    return pattern.pattern.regex.groups and not pattern.pattern.regex.groupindex


QUERIES = [
    "",
    f"?q={ASKED}",
    "?_popup=1",
    "?_to_field=id",
    "?_facets=True",
    "?all=",
    "?o=1",
    "?waiting=unfinished",
    "?waiting=review",
    "?which=all",
    "?which=dead",
    "?body=altro-ente",
    "?format=csv",
    "?e=1",
]


@pytest.mark.parametrize("label", sorted(WHOSE))
def test_nothing_of_another_body_is_in_any_answer(editor, theirs, label):
    model_admin = REGISTERED[label]
    row = _row(model_admin.model)
    listed = reverse(f"admin:{label.replace('.', '_')}_changelist")
    asked = [*_addresses(model_admin, row), *(listed + query for query in QUERIES)]
    asked += [f"{listed}?partner__id__exact={theirs.pk}", f"{listed}?id__exact={row.pk if row else 1}"]

    for address in asked:
        for answer in (editor.get(address), editor.post(address, {"post": "yes", "verb": "archive", "version": "1"})):
            assert (address, CANARY in answer.content.decode()) == (address, False)
            assert (address, answer.status_code < 500) == (address, True)
    if WHOSE[label] == "region":
        assert editor.get(listed).status_code == 403


@pytest.mark.parametrize("model", ENTRIES)
def test_a_page_of_another_bodys_entry_is_not_there(editor, theirs, model):
    row, before = _row(model), model.objects.count()
    for page in ("change", "delete", "history", "compare", "preview"):
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[row.pk])
        assert editor.get(address).status_code in (302, 403, 404)
    for page in ("change", "delete", "move", "restore", "copy"):
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[row.pk])
        answer = editor.post(address, {"post": "yes", "verb": "archive", "version": row.version, "line": "1"})
        assert answer.status_code in (302, 403, 404)
    assert model.objects.count() == before
    assert model.objects.get(pk=row.pk).editorial_status == EditorialStatus.PUBLISHED


@pytest.mark.parametrize("model", ENTRIES)
def test_no_bulk_action_reaches_another_bodys_entry(editor, theirs, model):
    row = _row(model)
    listed = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for action in ("submit", "publish", "withdraw", "delete_selected"):
        posted = {"action": action, "_selected_action": [row.pk], "select_across": "1", "index": "0", "post": "yes"}
        answer = editor.post(listed, posted, follow=True)
        assert CANARY not in answer.content.decode()
    after = model.objects.get(pk=row.pk)
    assert (after.editorial_status, after.version) == (EditorialStatus.PUBLISHED, _row(model).version)


@pytest.mark.parametrize("kind", ImportKind.values)
@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@pytest.mark.parametrize("table", ["template", "entries"])
def test_no_table_taken_away_holds_another_bodys(editor, mine, theirs, kind, shape, table):
    factories.office(partner=mine)
    answer = editor.get(reverse(f"admin:catalog_import_{table}", args=[kind, shape]))

    content = b"".join(answer) if answer.streaming else answer.content
    if shape == "xlsx":
        packed = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(packed.read(name) for name in packed.namelist())
    assert answer.status_code == 200
    assert CANARY not in content.decode().lower()
    assert table == "template" or mine.short_name in content.decode()


def test_no_choice_offers_what_is_another_bodys(editor, theirs):
    asked = [(label, field.name) for label in sorted(WHOSE) for field in REGISTERED[label].model._meta.get_fields()]
    for label, field in asked:
        app, model = label.split(".")
        query = {"term": ASKED, "app_label": app, "model_name": model, "field_name": field}
        answer = editor.get("/admin/autocomplete/", query)
        assert (label, field, CANARY in answer.content.decode()) == (label, field, False)
        assert (label, field, answer.status_code < 500) == (label, field, True)


@pytest.mark.parametrize("make", [factories.service, factories.opportunity, factories.mission])
def test_no_entry_is_given_to_another_body_by_a_forged_form(editor, mine, theirs, make):
    entry = make(partner=mine, editorial_status=EditorialStatus.DRAFT)
    address = reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])
    posted = values(editor.get(address))

    answer = editor.post(address, {**posted, "partner": theirs.pk})

    entry.refresh_from_db()
    assert (answer.status_code, entry.partner) == (200, mine)
    added = {**posted, "partner": theirs.pk, "slug": "rubato"}
    listed = reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_add")
    assert editor.post(listed, added).status_code == 200
    assert not type(entry).objects.filter(slug="rubato").exists()


def test_no_form_sets_what_it_does_not_show(editor, mine):
    """An editor does not publish by naming the state, nor does it write the version or the owner of a draft."""
    entry = factories.service(partner=mine, editorial_status=EditorialStatus.DRAFT)
    address = reverse("admin:catalog_service_change", args=[entry.pk])
    forged = {"editorial_status": "published", "published_at": "2026-01-01", "loaded": "{}", "id": "9", "pk": "9"}

    editor.post(address, {**values(editor.get(address)), **forged, "title_it": "Nuovo"})

    entry.refresh_from_db()
    assert (entry.title_it, entry.editorial_status, entry.published_at) == ("Nuovo", EditorialStatus.DRAFT, None)


def test_an_inline_row_of_another_body_stays_theirs(editor, mine, theirs):
    office = theirs.offices.get()
    own = factories.office(partner=mine, name="Nostra")
    address = reverse("admin:catalog_partner_change", args=[mine.pk])
    posted = values(editor.get(address))
    posted |= {"offices-0-id": office.pk, "offices-0-name": "Rubata", "offices-0-partner": theirs.pk}

    answer = editor.post(address, posted)

    assert CANARY not in answer.content.decode()
    office.refresh_from_db()
    own.refresh_from_db()
    assert (office.name, office.partner, own.partner) == (f"Sede {CANARY}", theirs, mine)


@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.PUBLISH, Verb.SEND_BACK])
def test_nobody_approves_their_own_text(editor, mine, verb):
    entry = factories.service(partner=mine, editorial_status=EditorialStatus.IN_REVIEW)
    address = reverse("admin:catalog_service_move", args=[entry.pk])

    editor.post(address, {"verb": verb, "version": entry.version, "text": "Va bene"})
    editor.post(
        reverse("admin:catalog_service_changelist"), {"action": "publish", "_selected_action": [entry.pk], "index": "0"}
    )

    entry.refresh_from_db()
    assert entry.editorial_status == EditorialStatus.IN_REVIEW


def test_who_is_disabled_or_works_elsewhere_now_is_refused_at_the_next_request(mine):
    user = member(mine)
    client = signed_in(user)
    entry = factories.service(partner=mine)
    address = reverse("admin:catalog_service_change", args=[entry.pk])
    assert client.get(address).status_code == 200

    Membership.objects.filter(user=user).update(partner=factories.partner())
    assert client.get(address).status_code == 302  # back to the first page: it is not there
    user.is_active = False
    user.save()
    assert client.get(address).headers["Location"].startswith("/admin/login/")


def test_the_region_sees_and_the_first_page_counts_what_is_of_whom(editor, theirs, mine):
    entry = factories.service(partner=mine, editorial_status=EditorialStatus.IN_REVIEW)
    region = signed_in(member(mine, StaffRole.REGIONAL_EDITOR))

    assert CANARY in region.get(reverse("admin:catalog_service_changelist")).content.decode()
    assert f"{reverse('admin:catalog_service_changelist')}?waiting=review" in region.get("/admin/").content.decode()
    assert "waiting=review" not in editor.get("/admin/").content.decode()
    assert "waiting=unfinished" not in editor.get("/admin/").content.decode()
    listed = region.get(reverse("admin:catalog_service_changelist") + "?waiting=review")
    assert [row.pk for row in listed.context["cl"].result_list] == [entry.pk]


def test_the_diary_and_the_changes_are_of_one_entry(editor, mine, theirs):
    """Keys of entries of two kinds are the same numbers: nothing of one is shown with the other."""
    service = _row(Service)
    opportunity = factories.opportunity(partner=mine, pk=service.pk + 1_000)
    service.comments.update(object_id=opportunity.pk)

    page = editor.get(reverse("admin:catalog_opportunity_change", args=[opportunity.pk]))

    assert CANARY not in page.content.decode()
    assert ContentType.objects.get_for_model(Service) != ContentType.objects.get_for_model(Opportunity)
