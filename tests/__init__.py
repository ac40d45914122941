"""The portal's tests. `make test` runs all of them; `pytest` alone runs them on SQLite."""
