"""The entry point: Django must be ready before the parts are imported."""

import os
import sys

import django


def start() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from tests.bench.run import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
