"""People of the staff for tests of the admin, and what a page's form would post if nobody touched it."""

from django.test import Client
from django.urls import reverse

from catalog.editorial import changes
from catalog.enums import StaffRole
from catalog.models import Membership
from tests import factories


def member(body, role=StaffRole.EDITOR, **fields):
    """Somebody who works for a body in a role, and has no other permission."""
    user = factories.person(is_staff=True, **fields)
    Membership.objects.create(user=user, partner=body, role=role)
    return user


def signed_in(user):
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def values(page):
    """What the form of an admin page would post if nobody touched it."""
    found: dict[str, object] = {}
    context = page.context["adminform"].form
    forms = [context, *(f for formset in page.context["inline_admin_formsets"] for f in formset.formset.forms)]
    forms += [formset.formset.management_form for formset in page.context["inline_admin_formsets"]]
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, list):
                found[bound.html_name] = [getattr(item, "pk", item) for item in value]
            else:
                found[bound.html_name] = "" if value is None else getattr(value, "pk", value)
            if value is None and hasattr(bound.field, "choices"):
                del found[bound.html_name]
    return {name: value for name, value in found.items() if value is not False}


def address(entry, page="change"):
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=[entry.pk])


def saved(client, entry, **typed):
    """What a person is answered who opens an entry, types and saves."""
    return client.post(address(entry), {**values(client.get(address(entry))), **typed})


def act(client, entry, verb, *, text="", version=None):
    version = changes.version_of(entry) if version is None else version
    return client.post(address(entry, "move"), {"verb": verb, "version": version, "text": text}, follow=True)
