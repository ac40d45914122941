"""Keeping the catalogue true: when an entry is to be confirmed, by whom, what happens if nobody does; and its links."""
