"""Missions, firms and support on the spot, in the admin."""

from missions.admin import firms, missions, support

__all__ = ["firms", "missions", "support"]
