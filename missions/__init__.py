"""Missions abroad. May import ``catalog``; ``catalog`` never imports this."""
