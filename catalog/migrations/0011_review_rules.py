"""The first rules of confirmation, to be changed in the admin: bodies change seldom, calls often."""

from django.db import migrations

#: Kind, months between two confirmations, days past the day it was due after which an entry is hidden.
RULES = (("service", 6, 365), ("opportunity", 3, 180), ("partner", 12, None))


def write(apps, _schema_editor):
    rules = apps.get_model("catalog", "ReviewRule").objects
    for kind, rhythm, hidden_after_days in RULES:
        rules.get_or_create(kind=kind, defaults={"rhythm": rhythm, "hidden_after_days": hidden_after_days})


class Migration(migrations.Migration):
    dependencies = [("catalog", "0010_keeping_true")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
