"""What a firm does: ATECO 2025 codes, checked against ISTAT's own list, which the package ``ateco`` carries.

A shape alone would take codes that never existed, and those of the list used until 2025, which still stand on many
papers.
"""

import re

import ateco
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_BEFORE, _TODAY = "2022", "2025"
#: What the code begins with: '25.53.00 - Lavori di meccanica generale' is copied whole from a company register entry.
_CODE = re.compile(r"[\d. ]*")
#: A class, as '25.53', or finer: 'fabrication of metal products' would say too little.
_CLASS_DIGITS, _DIGITS = 4, 6
_FEW = 3


def normal_activity(text: str) -> str:
    """A code with its points, '25.53.00', however it was typed."""
    digits = re.sub(r"\D", "", _CODE.match(text.strip()).group())  # type: ignore[union-attr]
    return ateco.normalize(digits) if digits else ""


def validate_activity(text: str) -> None:
    """Refuses what is no ATECO 2025 class or finer; for a code of the list before, says what it is called today."""
    code = normal_activity(text)
    if _CLASS_DIGITS <= len(code.replace(".", "")) <= _DIGITS:
        if ateco.validate(code, edition=_TODAY):
            return
        today = ateco.map_code(code, _BEFORE, _TODAY).targets
        if today:
            raise ValidationError(
                _("%(code)s is of the list used until 2025. Today it is: %(codes)s."),
                code="former",
                params={"code": code, "codes": ", ".join(today[:_FEW])},
            )
    raise ValidationError(_("It is not in the ATECO list. It has 4 to 6 digits, as in 25.53.00."), code="ateco")


def activity(code: str) -> str:
    """What a code stands for, in Italian as ISTAT writes it; '' for an unknown one."""
    node = ateco.lookup(code, edition=_TODAY) if code else None
    return node.title if node else ""
