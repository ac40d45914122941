"""The editorial life of entries: who changes what, who approves it, and what is said of it among staff.

values (an entry as plain data) -> changes (the one door to its fields) -> moves (the one door to its state);
``duties`` is what the first page of the admin counts.
"""
