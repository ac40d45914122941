"""What a page that puts near things first shows of the reader's province: its name, and the form to say it."""

from catalog.models import Province
from catalog.territory.reader import province_choices, province_name


def neighbourhood(province: str) -> dict[str, object]:
    """The context of ``includes/province_form.html``; ``province`` is the reader's code, '' when not known.

    Names come from what the search holds: no query.
    """
    name = province_name(province) if province else ""
    return {
        "province": province,
        "province_name": name,
        "province_url": Province(code=province, name=name).get_absolute_url() if province else "",
        "provinces_to_choose": province_choices(),
    }
