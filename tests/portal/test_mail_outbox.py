"""Mail is written as a row in its sender's transaction, as it was meant, or refused in front of who wrote it."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.message import BadHeaderError
from django.db import transaction
from post_office.models import PRIORITY, STATUS, Email

BACKEND = "portal.outbox.backend.OutboxBackend"


def _message(**fields):
    given = {"subject": "Posto confermato", "body": "Avete un posto.", "to": ["anna@example.org"]}
    return EmailMultiAlternatives(**{**given, "connection": get_connection(BACKEND), **fields})


@pytest.mark.django_db
def test_a_message_becomes_a_row(settings):
    settings.EMAIL_REPLY_TO = "risposte@example.org"
    message = _message(cc=["capo@example.org"], headers={"List-Unsubscribe": "<https://x.example/>"})
    message.attach_alternative("<p>Avete un posto.</p>", "text/html")

    assert message.send() == 1

    row = Email.objects.get()
    assert (row.to, row.cc, row.subject, row.message) == (
        ["anna@example.org"],
        ["capo@example.org"],
        "Posto confermato",
        "Avete un posto.",
    )
    assert row.html_message == "<p>Avete un posto.</p>"
    assert row.from_email == settings.DEFAULT_FROM_EMAIL
    assert row.headers == {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": "<https://x.example/>",
        "Reply-To": "risposte@example.org",
    }
    assert (row.status, row.priority) == (STATUS.queued, PRIORITY.medium)
    assert row.message_id.endswith("@localhost>")


@pytest.mark.django_db
def test_a_message_may_name_where_answers_go_and_how_urgent_it_is(settings):
    settings.EMAIL_REPLY_TO = "risposte@example.org"
    message = _message(reply_to=["ufficio@example.org"])
    message.priority = PRIORITY.high

    message.send()

    row = Email.objects.get()
    assert (row.headers["Reply-To"], row.priority) == ("ufficio@example.org", PRIORITY.high)


@pytest.mark.django_db
def test_files_go_along(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "attachments": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    message = _message()
    message.attach("missione.ics", "BEGIN:VCALENDAR", "text/calendar")

    message.send()

    built = Email.objects.get().prepare_email_message().message()
    part = next(part for part in built.walk() if part.get_filename())
    assert (part.get_filename(), part.get_content_type()) == ("missione.ics", "text/calendar")
    assert part.get_payload(decode=True) == b"BEGIN:VCALENDAR"


@pytest.mark.django_db
def test_what_looks_like_a_template_is_not_run():
    body = "Caro {{ user.password }}, {% load nothing %} {% now 'Y' %}"

    _message(subject="{{ settings.SECRET_KEY }}", body=body).send()

    built = Email.objects.get().prepare_email_message()
    assert (built.subject, built.body) == ("{{ settings.SECRET_KEY }}", body)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Posto\r\nBcc: ladro@example.org"},
        {"to": ["anna@example.org\r\nBcc: ladro@example.org"]},
        {"headers": {"X-Firm": "srl\nBcc: ladro@example.org"}},
        {"from_email": "porte@example.org\nBcc: ladro@example.org"},
        {"reply_to": ["x@example.org\nBcc: ladro@example.org"]},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_headers_cannot_be_smuggled_in(fields):
    with pytest.raises(BadHeaderError):
        _message(**fields).send()

    assert not Email.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_sent():
    class PowerCutError(Exception):
        pass

    @transaction.atomic
    def register() -> None:
        _message().send()
        assert Email.objects.count() == 1
        raise PowerCutError

    with pytest.raises(PowerCutError):
        register()

    assert not Email.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_messages_all_are_written_or_none():
    connection = get_connection(BACKEND)
    good, bad = _message(), EmailMessage("A\nB", "", to=["x@example.org"])

    with pytest.raises(BadHeaderError):
        connection.send_messages([good, bad])

    assert not Email.objects.exists()


def test_the_portal_writes_its_mail_to_the_outbox():
    """The settings themselves: Django's test runner puts a backend of its own in place of this one."""
    import portal.settings

    assert portal.settings.EMAIL_BACKEND == BACKEND
    assert portal.settings.EMAIL_TIMEOUT == 10
