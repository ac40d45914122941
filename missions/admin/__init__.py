"""Missions and firms, in the admin."""

from missions.admin import firms, missions

__all__ = ["firms", "missions"]
