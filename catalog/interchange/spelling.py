"""When two names are one: case, accents, marks and blanks aside."""

import re

from catalog.search.analysis import fold

_MARKS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """A name without what people spell differently: 'Camera di  Commercio (Como)' is 'camera di commercio como'."""
    return _MARKS.sub(" ", fold(text)).strip()
