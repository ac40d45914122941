from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class NumbersConfig(AppConfig):
    name = "portal.numbers"
    label = "numbers"
    verbose_name = _("Numbers")

    def ready(self) -> None:
        from portal.numbers import counting  # the models must be loaded first

        request_finished.connect(counting.write_when_due, dispatch_uid="numbers")
