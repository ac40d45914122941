"""Every sentence the interface may say, read from code and templates without system gettext."""

import ast
import re
from io import BytesIO
from pathlib import Path

import django
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = ("_", "gettext", "gettext_lazy", "ngettext")
#: Django turns the tags of a template into calls, one string literal each; what surrounds them is no code.
_CALL = re.compile(r"""\b(?:_|gettext|ngettext)\((?P<text>u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")""")


def messages() -> set[str]:
    """The msgids of portal, catalog, missions and the templates; of a plural pair, the singular."""
    found: set[str] = set()
    for app in ("portal", "catalog", "missions"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= _in_code(path.read_bytes())
    for path in (*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")):
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        found |= {ast.literal_eval(match["text"]) for match in _CALL.finditer(code)}
    return found


def djangos() -> set[str]:
    """The msgids of Django that its pages for staff and its forms say: some are said in the portal's voice instead."""
    found: set[str] = set()
    for part in ("conf", "contrib/admin", "contrib/auth"):
        with (Path(django.__path__[0]) / part / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
            found |= {text[0] if isinstance(text := one.id, tuple) else text for one in read_po(file)}
    return found


def _in_code(source: bytes) -> set[str]:
    options = {"encoding": "utf-8"}
    texts = {text for _line, _name, text, _notes in extract_python(BytesIO(source), list(KEYWORDS), (), options)}
    return {text[0] if isinstance(text, tuple) else text for text in texts} - {""}
