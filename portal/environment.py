"""Every variable the portal reads from its environment, declared once.

The README's table is compared with this one by a test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import URLValidator, validate_email
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent


class ConfigurationError(ImproperlyConfigured):
    """A variable is missing or makes no sense. The message is one line for whoever starts the portal."""


@dataclass(frozen=True)
class Variable:
    """One variable: how it is read (a method of ``environs.Env`` or one added below), its default, what it is for."""

    name: str
    kind: str
    default: str
    meaning: str


VARIABLES = (
    Variable("HOST", "str", "127.0.0.1", "Address to listen on."),
    Variable("PORT", "int", "8000", "Port to listen on."),
    Variable(
        "DATABASE_URL",
        "str",
        "sqlite:///VAR_DIR/portal.sqlite3",
        "SQLite file or `postgresql://user:password@host/name`.",
    ),
    Variable("VAR_DIR", "str", "var", "Where database, uploads, outgoing mail and benchmark results go."),
    Variable("WEB_CONCURRENCY", "int", "number of cores", "gunicorn worker processes."),
    Variable("SECRET_KEY", "str", "", "Signs sessions. Required unless DEMO is on, which keeps its own in VAR_DIR."),
    Variable(
        "ALLOWED_HOSTS", "list", "localhost,127.0.0.1,[::1]", "Host names the portal answers to, separated by commas."
    ),
    Variable("SITE_URL", "str", "http://HOST:PORT", "Address of the portal as people type it, for links in mails."),
    Variable(
        "EMAIL_URL",
        "dj_email_url",
        "",
        "Mail server, `smtp://user:password@host:587/?tls=True`; mail is written to VAR_DIR/mail when empty.",
    ),
    Variable("EMAIL_FROM", "str", "Porte del Mondo <porte-del-mondo@localhost>", "Sender of the portal's mails."),
    Variable("EMAIL_REPLY_TO", "str", "", "Where answers to the portal's mails go; to the sender when empty."),
    Variable(
        "OIDC_ISSUER", "str", "", "Address of the identity gateway (SPID, CIE, CNS); sign-in with it is on when set."
    ),
    Variable("OIDC_CLIENT_ID", "str", "", "The portal's name at the identity gateway."),
    Variable("OIDC_SECRET", "str", "", "The portal's secret at the identity gateway."),
    Variable("PROXIES", "int", "none", "Proxies in front whose `X-Forwarded-For` is believed, for limits per visitor."),
    Variable("DEMO", "bool", "off", "On under `make run`: demonstration accounts, plain http. Off in production."),
    Variable(
        "IMPORTS_KEPT_DAYS",
        "int",
        "180",
        "Days that the report of a table brought in is kept, with the rows of the file.",
    ),
    Variable("CONTACT_EMAIL", "email_address", "", "Who answers for the portal. When empty, pages send to the Region."),
    Variable("CONTACT_PEC", "email_address", "", "Certified e-mail of the office that runs the portal."),
    Variable("CONTACT_PHONE", "str", "", "Telephone of the office that runs the portal."),
    Variable("DPO_EMAIL", "email_address", "", "The Region's data protection officer."),
    Variable("SECURITY_EMAIL", "email_address", "", "Who receives reports of weaknesses, in `security.txt`."),
    Variable(
        "ACCESSIBILITY_STATEMENT_URL",
        "web_address",
        "",
        "The statement on form.agid.gov.it; the portal's own page while there is none.",
    ),
    Variable("TRANSPARENCY_URL", "web_address", "", "The Region's page “Amministrazione trasparente”."),
)
_BY_NAME = {variable.name: variable for variable in VARIABLES}
_env = Env()


def _checked(check: Callable[[str], None], what: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        try:
            check(text)
        except ValidationError as error:
            raise EnvError(f"“{text}” is no {what}") from error
        return text

    return parse


_env.add_parser("email_address", _checked(validate_email, "e-mail address"))
_env.add_parser("web_address", _checked(URLValidator(schemes=["https"]), "https address"))


def read(name: str, default: Any = None) -> Any:
    """The value of a declared variable, typed; ``default`` when it is absent or empty.

    Raises ``ConfigurationError`` when what is written cannot be read, ``KeyError`` when nobody declared the name.
    """
    variable = _BY_NAME[name]
    if not _env.str(name, ""):
        return default
    try:
        value = getattr(_env, variable.kind)(name)
    except (EnvError, ValueError) as error:
        raise ConfigurationError(f"{name} cannot be read: {error}") from error
    if variable.kind == "int" and value < 1:
        raise ConfigurationError(f"{name} must be 1 or more, not {value}")
    return value
