"""The settings of production, read from an environment of the tests' own, with what makes tests fast."""
# ruff: noqa: E402, F403, F405 - the environment must be there before the settings that are taken over whole

import os

from portal.environment import BASE_DIR, VARIABLES

for _variable in VARIABLES:
    os.environ.pop(_variable.name, None)
_url = os.environ.get("TEST_DATABASE_URL", "")
os.environ["DATABASE_URL"] = _url
os.environ["VAR_DIR"] = str(BASE_DIR / ".build" / "tests" / ("named" if _url else "embedded"))  # both may run at once
os.environ["SECRET_KEY"] = "only-for-the-tests"

from portal.settings import *

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECURE_SSL_REDIRECT = False  # the test client speaks plain http; the redirect has its own test
STAFF_SECOND_FACTOR = False  # most tests of the admin sign staff in by force; the second factor has tests of its own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True  # no walk over all static files for every client
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in production: in memory there is no write-ahead log, and no second process.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
