"""The open, read-only API of the portal: search, entries, lists, status. Version 1 lives under /api/v1/."""

from portal.api.endpoints import api

__all__ = ["api"]
