"""Files that were tried out and are neither written nor dropped: a duty of who brought them in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.editorial import duties
from catalog.enums import ImportStatus
from catalog.models import Import


def register_duty() -> None:
    """Puts them on the first page of the admin; called once, from ``AppConfig.ready``."""
    duties.register(_("Tables tried out, not written yet"), count=_count, url=_url)


def _count(user: Any) -> int:
    return Import.objects.filter(author=user.pk, status=ImportStatus.CHECKED).count()


def _url(user: Any) -> str:
    return f"{reverse('admin:catalog_import_changelist')}?status__exact={ImportStatus.CHECKED}"
