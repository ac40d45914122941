"""How a field is drawn: label, hint, what is wrong between label and control, everything tied together."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override


class Trip(forms.Form):
    city = forms.CharField(label="Città", help_text="Una sola.", error_messages={"required": "Scrivete la città."})
    way = forms.ChoiceField(label="Mezzo", choices=[("t", "Treno"), ("a", "Aereo")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Abbiamo letto le regole")
    note = forms.CharField(label="Nota", required=False, widget=forms.Textarea)


@pytest.fixture(autouse=True)
def _italian():
    with override("it"):
        yield


def _drawn(form, name):
    return " ".join(form[name].as_field_group().split())


def test_a_field_has_its_label_its_hint_and_no_message():
    html = _drawn(Trip(), "city")

    assert '<label for="id_city">Città</label>' in html
    assert '<span class="hint" id="id_city_helptext">Una sola.</span>' in html
    assert 'aria-describedby="id_city_helptext"' in html
    assert "is-wrong" not in html


def test_what_is_wrong_stands_between_label_and_control_and_is_tied_to_it():
    html = _drawn(Trip({"city": ""}), "city")

    assert html.index("</label>") < html.index("Scrivete la città.") < html.index("<input")
    assert 'id="id_city_error"' in html
    assert 'aria-describedby="id_city_helptext id_city_error"' in html
    assert 'aria-invalid="true"' in html


def test_choices_are_a_group_with_a_legend():
    html = _drawn(Trip({"way": "x"}), "way")

    assert html.startswith('<fieldset class="pm-field pm-choices is-wrong" aria-describedby="id_way_error">')
    assert "<legend>Mezzo</legend>" in html


def test_a_single_box_stands_before_its_label():
    html = _drawn(Trip({"agreed": ""}), "agreed")

    assert html.index('id="id_agreed_error"') < html.index("<input") < html.index("Abbiamo letto le regole")


def test_what_may_stay_empty_says_so():
    assert "Nota (facoltativo)" in _drawn(Trip(), "note")


def test_what_was_typed_is_text_and_never_a_tag():
    html = _drawn(Trip({"city": '"><script>alert(1)</script>'}), "city")

    assert "<script>" not in html


def test_the_index_of_errors_leads_to_every_field():
    form = Trip({"city": "", "way": "x", "agreed": "on"})
    form.add_error(None, "Qualcosa non torna.")

    html = render_to_string("includes/form_errors.html", {"form": form})

    assert "3 cose da sistemare" in html
    assert '<a href="#id_city">Città: Scrivete la città.</a>' in html
    assert 'href="#id_way_0"' in html
    assert "<li>Qualcosa non torna.</li>" in html
    assert render_to_string("includes/form_errors.html", {"form": Trip()}).strip() == ""
