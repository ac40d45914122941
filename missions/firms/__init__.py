"""A firm and its people: its profile, who may act for it, who is invited to, and how it leaves."""
