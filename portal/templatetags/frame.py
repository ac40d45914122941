"""Parts of the frame that are the same on every page of a language and section: rendered once, then copied."""

from functools import cache

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.feedback.enums import STARS
from portal.feedback.pages import is_rated
from portal.feedback.views import questions
from portal.navigation import section_of, sections
from portal.pages.contacts import Contacts, contacts

#: Stands for the page's address until it is known; no address holds a space.
_PAGE = "the page"

register = template.Library()


@register.simple_tag
def head_files() -> SafeString:
    """Fonts, marks, stylesheet and script, in the head of the page."""
    return _head_files(get_language())


@register.simple_tag(takes_context=True)
def menus(context: template.Context) -> SafeString:
    """The head of the page below what is the reader's own: name, search, sections."""
    return _menus(get_language(), section_of(context["request"].path))


@register.simple_tag
def footer() -> SafeString:
    """The foot of the page."""
    return _footer(get_language(), contacts())


@register.simple_tag(takes_context=True)
def rating(context: template.Context) -> SafeString:
    """The form to rate the page; none on pages that nobody rates."""
    request: HttpRequest = context["request"]
    if not is_rated(request.resolver_match):
        return SafeString("")
    form = _rating(get_language()).replace(f'"{_PAGE}"', f'"{escape(request.path)}"')
    return mark_safe(form)  # noqa: S308 - our own template, the address escaped


@cache
def _head_files(language: str) -> SafeString:
    return render_to_string("includes/head_files.html")


@cache
def _menus(language: str, here: str) -> SafeString:
    return render_to_string("includes/menus.html", {"sections": sections(), "here": here})


@cache
def _footer(language: str, whom: Contacts) -> SafeString:
    return render_to_string("includes/footer.html", {"contacts": whom})


@cache
def _rating(language: str) -> str:
    return render_to_string("feedback/_widget.html", {"page": _PAGE, "stars": STARS, **questions()})
