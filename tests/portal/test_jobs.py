"""The timer's one command: every job gets its turn, whatever became of those before it."""

import pytest
from django.core.management import CommandError, call_command, get_commands

from portal.management.commands import run_jobs


def test_every_job_is_a_command():
    assert set(run_jobs.JOBS) <= set(get_commands())


def test_a_job_that_fails_keeps_no_other_from_running(monkeypatch):
    ran = []

    def run(job: str, **_options: object) -> None:
        ran.append(job)
        if job == "first":
            raise RuntimeError("broken")

    monkeypatch.setattr(run_jobs, "JOBS", ("first", "second"))
    monkeypatch.setattr(run_jobs, "call_command", run)

    with pytest.raises(CommandError, match=r"failed: first$"):
        call_command("run_jobs")
    assert ran == ["first", "second"]


@pytest.mark.django_db
def test_with_nothing_due_every_job_ends_well(caplog):
    call_command("run_jobs")

    assert caplog.records == []
