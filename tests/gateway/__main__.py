"""Prepares the gateway's database, with its people and its one client, and serves."""
# ruff: noqa: E402 - Django must be set up before models are imported

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.gateway.settings"

import django

django.setup()

from wsgiref.simple_server import make_server

from allauth.account.models import EmailAddress
from allauth.idp.oidc.models import Client
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tests.gateway import CLIENT, PASSWORD, PEOPLE, SECRET, variable

call_command("migrate", verbosity=0)
for email, (first_name, last_name) in PEOPLE.items():
    person = User.objects.create_user(email, email, PASSWORD, first_name=first_name, last_name=last_name)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
portal = f"http://127.0.0.1:{variable('CLIENT_PORT')}"
client = Client(id=CLIENT, name="Porte del Mondo", scopes="openid\nprofile\nemail", skip_consent=True)
client.redirect_uris = f"{portal}/accedi/identita/ritorno/\n{portal}/en/sign-in/identity/back/"
client.set_secret(SECRET)
client.save()
make_server("127.0.0.1", int(variable("PORT")), get_wsgi_application()).serve_forever()
