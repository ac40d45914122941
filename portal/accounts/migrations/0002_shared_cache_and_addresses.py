"""The table in which all processes count attempts, and a confirmed address for those who were here before."""

from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def confirm_addresses(apps, schema_editor):
    """Accounts made before addresses were confirmed were made by the portal's own people."""
    address = apps.get_model("account", "EmailAddress")
    for user in apps.get_model("accounts", "User").objects.order_by("pk").iterator():
        address.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("account", "0009_emailaddress_unique_primary_email")]

    operations = [
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.RunPython(confirm_addresses, migrations.RunPython.noop),
    ]
