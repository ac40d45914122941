"""How dates are written where Django writes them by itself, by language; what is not here stays Django's."""
