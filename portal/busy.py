"""What is answered while the database is too busy: come back in a moment, nothing is lost."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from portal.pages.errors import busy

Handler = Callable[[HttpRequest], HttpResponse]

#: Of PostgreSQL: a lock, or a statement, took too long; a deadlock; too many connections.
_SQLSTATES = {"55P03", "57014", "40P01", "40001", "53300"}
_SQLITE = {"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"}


class SayBusy:
    """Answers 503 where a request waited for a lock for too long. Its transaction is undone: it may be sent again."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return busy(request) if is_busy(exception) else None


def is_busy(error: Exception) -> bool:
    """Whether the database would have answered at a quieter moment."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) in _SQLSTATES or getattr(cause, "sqlite_errorname", None) in _SQLITE
