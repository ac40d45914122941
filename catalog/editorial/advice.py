"""What would make an entry easier to find and to understand. Advice, never a refusal.

Lengths are those a result and a search engine show whole; the words are those that firms do not use when they ask.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from catalog.models.publishing import PublishableModel

#: Characters after which a text is cut where it is listed.
LONGEST = {"title_it": 70, "title_en": 70, "summary_it": 200, "summary_en": 200, "short_name": 40}
#: Words of offices, and what a firm says instead.
PLAINER = {
    "internazionalizzazione": "andare all’estero, esportare",
    "erogazione": "dare, pagare",
    "soggetti beneficiari": "chi può chiederlo",
    "istanza": "domanda",
    "presentare istanza": "fare domanda",
    "modalità": "come",
    "fruire": "usare",
    "usufruire": "usare",
    "attuazione": "fare",
    "implementare": "fare, avviare",
    "finalizzato": "per",
    "ai sensi": "secondo",
    "suddetto": "questo",
    "nell’ambito": "in, con",
    "mediante": "con",
    "qualora": "se",
    "ubicato": "in",
    "sinergia": "lavorare insieme",
    "governance": "chi decide",
    "stakeholder": "chi è coinvolto",
}
_READ = ("title_it", "summary_it", "description_it", "role_it", "how_to_access_it", "beneficiaries_it")


def rules() -> dict[str, Any]:
    """What the page needs to advise while one types."""
    said = {
        "long": _("{length} characters: {longest} are shown whole."),
        "word": _("Firms do not say “{word}”: try “{better}”."),
        "english": _("Still missing in English."),
    }
    return {"longest": LONGEST, "plainer": PLAINER, "read": list(_READ), "said": said}


def of(model: type[PublishableModel], said: Mapping[str, Any]) -> list[str]:
    """What could be better in an entry's plain values, the weightiest first."""
    found = []
    if not said.get("sources"):
        found.append(_("No source: say from which pages this was taken."))
    labels = {field.name: str(getattr(field, "verbose_name", field.name)) for field in model._meta.get_fields()}
    for name in said:
        twin = f"{name[:-3]}_en"
        if name.endswith("_it") and said[name] and twin in said and not said[twin]:
            found.append(_("Missing: %(field)s.") % {"field": labels[twin]})
    for name, longest in LONGEST.items():
        length = len(said.get(name) or "")
        if length > longest:
            text = _("Too long to be shown whole: %(field)s has %(length)d characters, %(longest)d fit.")
            found.append(text % {"field": labels[name], "length": length, "longest": longest})
    text = " ".join(str(said.get(name) or "") for name in _READ).lower().replace("'", "’")
    for word, better in PLAINER.items():
        if re.search(rf"\b{word}", text):
            found.append(_("Firms do not say “%(word)s”: try “%(better)s”.") % {"word": word, "better": better})
    if "questions_it" in said and not said["questions_it"]:
        found.append(_("No question: write one or two as a firm would ask them, they are what it is found by."))
    return found
