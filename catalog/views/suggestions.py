"""What a search box offers while one types, as JSON; without scripts the box is a plain form and asks for nothing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import filters as grammar
from catalog.enums import Kind
from catalog.search import labels
from catalog.search.completions import Completion
from catalog.search.results import Hit
from catalog.search.suggestions import suggest
from catalog.views import rows
from catalog.views.standing import standing


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Suggestions for the unfinished text ``q``, of entries of some ``kind`` only when it is given.

    Each has a ``label``, ``what`` it is, and either the ``url`` of a page or the text to search for, ``q``, which
    begins with ``before``; ``lang`` is set where the label is not in the page's language.
    """
    asked = grammar.parse(request.GET)
    # A space at the end says that the last word is whole; the grammar drops it.
    text = asked.q + (" " if request.GET.get("q", "")[-1:].isspace() else "")
    found = suggest(text, language=get_language() or "it", today=localdate(), kinds=asked.kind)
    kinds = rows.kind_names()
    shown = [_name(before, completion) for before, completion in found.names]
    shown += [_entry(hit, kinds) for hit in found.entries]
    response = JsonResponse({"suggestions": shown})
    response.headers["Cache-Control"] = "no-cache"  # what was withdrawn a moment ago is not in it
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _name(before: str, completion: Completion) -> dict[str, str]:
    """A need leads to its entries, everything else is searched for together with the words before it."""
    if completion.name == "need":
        return {
            "label": completion.label,
            "what": _("Need"),
            "url": f"{reverse('catalog:search')}?need={completion.value}",
        }
    return {"before": before, "label": completion.label, "what": _what(completion), "q": before + completion.label}


def _what(completion: Completion) -> str:
    names = {"country": _("Country"), "area": _("Area"), "province": _("Province"), "sector": _("Sector")}
    if completion.name in names:
        return names[completion.name]
    name = "country" if completion.name == "city" else "need"
    return labels.current().of(name, completion.value, get_language() or "it")


def _entry(hit: Hit, kinds: dict[str, str]) -> dict[str, str]:
    """An entry leads to its page; a closed one says so."""
    state = standing(hit.kind, hit.status, hit.opens, hit.closes, localdate())
    what = [kinds[hit.kind]]
    if hit.kind != Kind.PARTNER:
        what.append(hit.partner_name)
    if state.door == "closed":
        what.append(state.word)
    lang = {"lang": foreign} if (foreign := rows.foreign(hit.title_lang)) else {}
    return {"label": hit.title, "what": " · ".join(what), "url": hit.url, **lang}
