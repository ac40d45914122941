"""What a body is chosen for: the things it helps with."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from catalog.guidance.picking import Pick
from catalog.guidance.wording import quoted

#: Needs named of a body.
MOST_NAMED = 3


def naming_its_help(chosen: Pick, needs: Sequence[str]) -> Pick:
    """A body with one more reason: which of some needs it serves, the first of them named."""
    served = [quoted("need", need) for need in needs if need in chosen.entry.facets.get("serves", ())]
    sentence = _("It helps with: %(needs)s.") % {"needs": ", ".join(served[:MOST_NAMED])}
    return replace(chosen, reasons=(*filter(None, chosen.reasons), sentence))
