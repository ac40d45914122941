"""The missions' tables."""

from missions.models.missions import Mission

__all__ = ["Mission"]
