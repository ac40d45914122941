"""A page is rated in up to three plain steps; nothing says who rated it."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from portal.accounts.models import User
from portal.feedback import ratings
from portal.feedback.enums import DIFFICULTIES, LIKED
from portal.feedback.models import Rating
from portal.feedback.pages import RATED
from portal.feedback.report import by_page
from tests.portal.catalogues import LANGUAGES, addresses, publish

pytestmark = pytest.mark.django_db

#: The words of the national model: question, and the answers to choose from.
POSITIVE = (
    "Quali sono stati gli aspetti che hai preferito?",
    "Le indicazioni erano chiare",
    "Le indicazioni erano complete",
    "Capivo sempre che stavo procedendo correttamente",
    "Non ho avuto problemi tecnici",
    "Altro",
)
NEGATIVE = (
    "Dove hai incontrato le maggiori difficoltà?",
    "A volte le indicazioni non erano chiare",
    "A volte le indicazioni non erano complete",
    "A volte non capivo se stavo procedendo correttamente",
    "Ho avuto problemi tecnici",
    "Altro",
)


def _part(html, mark):
    return re.search(rf'<fieldset[^>]*data-element="{mark}".*?</fieldset>', html, re.DOTALL)[0]


def _words(part):
    found = re.findall(r'data-element="feedback-rating-(?:question|answer)">([^<]*)<', part)
    return tuple(found)


def test_the_form_has_the_words_and_the_marks_of_the_national_model(client):
    html = client.get("/note-legali/").content.decode()
    form = html[html.index('data-element="feedback"') : html.index("<footer")]

    assert '<legend data-element="feedback-title">Quanto sono chiare le informazioni su questa pagina?</legend>' in form
    assert [form.count(f'data-element="feedback-rate-{stars}"') for stars in range(1, 6)] == [1] * 5
    assert _words(_part(form, "feedback-rating-positive")) == POSITIVE
    assert _words(_part(form, "feedback-rating-negative")) == NEGATIVE
    assert form.count('data-element="feedback-input-text"') == 1
    assert 'maxlength="200"' in form
    assert '<input type="hidden" name="page" value="/note-legali/">' in form


def test_every_page_that_informs_is_rated_and_no_other(client):
    publish(1)
    unrated = {"home", "fault"}

    for language in LANGUAGES:
        for name, address in addresses(language).items():
            form = 'data-element="feedback"' in client.get(address).content.decode()
            assert (name, form) == (name, name not in unrated)
    for address in ("/segnalazione-disservizio/", "/account/entra/", "/api/v1/docs", "/servizi/x/", "/non-esiste/"):
        assert 'data-element="feedback"' not in client.get(address).content.decode()


def test_every_rated_page_is_there():
    names = {name for name in RATED if name not in ("catalog:province", "catalog:month")}
    for name in names:
        try:
            reverse(name)
        except NoReverseMatch:
            reverse(name, args=["slug"])


@pytest.mark.parametrize(("stars", "answer", "other"), [(5, "clear", "trouble"), (2, "trouble", "clear")])
def test_three_steps_lead_from_the_stars_to_the_thanks(client, stars, answer, other):
    first = client.post("/valutazione/", {"page": "/note-legali/", "stars": stars})
    address = first.headers["Location"]
    question = client.get(address).content.decode()
    second = client.post(address, {"answer": answer})
    comment = client.get(second.headers["Location"]).content.decode()
    third = client.post(second.headers["Location"], {"comment": "Manca la scadenza."})
    thanks = client.get(third.headers["Location"]).content.decode()

    assert [step.status_code for step in (first, second, third)] == [303] * 3
    assert f'value="{answer}"' in question
    assert f'value="{other}"' not in question
    assert 'name="comment"' in comment
    assert "È tutto." in thanks
    assert 'href="/note-legali/"' in thanks
    rating = Rating.objects.get()
    assert (rating.page, rating.stars, rating.answer, rating.comment) == (
        "/note-legali/",
        stars,
        answer,
        "Manca la scadenza.",
    )


def test_everything_may_come_at_once_and_only_what_fits_the_stars_is_kept(client):
    client.post(
        "/valutazione/",
        {"page": "/privacy/", "stars": "4", "answer": "complete", "difficulty": "unclear", "comment": "Bene"},
    )

    rating = Rating.objects.get()
    assert (rating.answer, rating.comment) == ("complete", "Bene")


def test_an_answer_that_does_not_go_with_the_stars_is_left_out():
    assert ratings.rate(page="/", language="it", stars=1, answer="clear").answer == ""
    rating = ratings.rate(page="/", language="it", stars=5)
    ratings.add(rating, answer="unclear")
    rating.refresh_from_db()
    assert rating.answer == ""


@pytest.mark.parametrize("stars", range(1, 6))
def test_four_stars_and_more_are_liked(stars):
    assert ratings.answers(stars) == (LIKED if stars >= 4 else DIFFICULTIES)


def test_both_languages_rate_one_page(client):
    client.post("/en/rating/", {"page": "/en/legal-notes/", "stars": "3"})
    client.post("/valutazione/", {"page": "/note-legali/", "stars": "5"})

    assert set(Rating.objects.values_list("page", "language")) == {("/note-legali/", "it"), ("/note-legali/", "en")}


def test_in_english_one_is_led_back_in_english(client):
    step = client.post("/en/rating/", {"page": "/en/legal-notes/", "stars": "3"}).headers["Location"]

    page = client.get(step).content.decode()

    assert step.startswith("/en/rating/")
    assert 'href="/en/legal-notes/"' in page
    assert "Where did you find the greatest difficulties?" in page


@pytest.mark.parametrize(
    "data",
    [
        {"page": "/elsewhere/", "stars": "3"},
        {"page": "/admin/", "stars": "3"},
        {"page": "/area-impresa/", "stars": "3"},
        {"page": "/valutazione/a-token/", "stars": "3"},
        {"page": "https://elsewhere.example/", "stars": "3"},
        {"page": "/" + "x" * 300, "stars": "3"},
        {"stars": "3"},
        {"page": "/privacy/"},
        {"page": "/privacy/", "stars": "6"},
        {"page": "/privacy/", "stars": "0"},
        {"page": "/privacy/", "stars": "5", "answer": "nonsense"},
        {"page": "/privacy/", "stars": "5", "comment": "x" * 201},
    ],
)
def test_what_makes_no_sense_is_refused_with_a_page(client, data):
    response = client.post("/valutazione/", data)

    assert response.status_code == 400
    assert "Il messaggio non è partito" in response.content.decode()
    assert not Rating.objects.exists()


def test_without_stars_they_are_asked_for_again(client):
    page = client.post("/valutazione/", {"page": "/privacy/"}).content.decode()

    assert "Scegliete da una a cinque stelle." in page
    assert '<input type="hidden" name="page" value="/privacy/">' in page


def test_who_comes_by_the_address_alone_is_led_to_the_first_page(client):
    assert client.get("/valutazione/").headers["Location"] == "/"


def test_a_step_ends_with_its_hour_and_cannot_be_made_up(client):
    rating = ratings.rate(page="/privacy/", language="it", stars=5)
    address = f"/valutazione/{ratings.token(rating)}/"

    assert client.get(address).status_code == 200
    assert client.get("/valutazione/1/").status_code == 404
    with time_machine.travel(timedelta(hours=1, seconds=5)):
        assert client.post(address, {"comment": "Troppo tardi"}).status_code == 404
    rating.refresh_from_db()
    assert rating.comment == ""


def test_steps_are_kept_out_of_caches_and_search_engines(client):
    rating = ratings.rate(page="/privacy/", language="it", stars=5)

    response = client.get(f"/valutazione/{ratings.token(rating)}/")

    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_nothing_that_is_kept_could_say_who_it_was():
    names = {field.name for field in Rating._meta.get_fields()}

    assert names == {"id", "day", "page", "language", "stars", "answer", "comment"}


def test_words_are_forgotten_after_a_year_and_stars_are_not():
    with time_machine.travel("2026-01-10T12:00:00+01:00", tick=False):
        ratings.rate(page="/privacy/", language="it", stars=2, comment="Non si capisce")
    with time_machine.travel("2027-01-10T12:00:00+01:00", tick=False):
        ratings.rate(page="/privacy/", language="it", stars=5)
        assert Rating.objects.filter(comment="Non si capisce").exists()
    with time_machine.travel("2027-01-11T12:00:00+01:00", tick=False):
        ratings.rate(page="/privacy/", language="it", stars=5)

    old = Rating.objects.get(day=date(2026, 1, 10))
    assert (old.comment, old.stars) == ("", 2)


def test_the_report_puts_first_what_most_find_hard():
    for page, stars, answer in [
        ("/a/", 5, "clear"),
        ("/b/", 2, "unclear"),
        ("/b/", 1, "trouble"),
        ("/b/", 3, "trouble"),
        ("/c/", 3, ""),
        ("/c/", 4, ""),
    ]:
        ratings.rate(page=page, language="it", stars=stars, answer=answer)

    rows = [(row.page, row.count, row.mean, row.hard, row.difficulty) for row in by_page()]

    assert rows == [
        ("/b/", 3, 2.0, 3, "Ho avuto problemi tecnici"),
        ("/c/", 2, 3.5, 1, ""),
        ("/a/", 1, 5.0, 0, ""),
    ]


def test_staff_read_the_report_and_cannot_rewrite_what_was_said(client, settings):
    settings.STAFF_SECOND_FACTOR = False  # it has tests of its own
    user = User.objects.create_user("staff@example.org", "a-long-passphrase", is_staff=True)
    rating = ratings.rate(page="/privacy/", language="it", stars=1, comment="Difficile")
    client.force_login(user)
    assert "Difficile" not in client.get("/admin/feedback/rating/report/").content.decode()

    user.user_permissions.set(Permission.objects.filter(content_type__app_label="feedback"))

    assert "/privacy/" in client.get("/admin/feedback/rating/report/").content.decode()
    assert "Difficile" in client.get("/admin/feedback/rating/").content.decode()
    assert client.get("/admin/feedback/rating/add/").status_code == 403
    client.post(f"/admin/feedback/rating/{rating.pk}/change/", {"comment": "Facile"})
    rating.refresh_from_db()
    assert (rating.comment, rating.day) == ("Difficile", localdate())
