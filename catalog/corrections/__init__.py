"""Readers say what is wrong on an entry's page; who curates it finds their reports in a queue."""
