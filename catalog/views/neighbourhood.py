"""What a page that puts near things first shows of the reader's province: its name, and the form to say it."""

from catalog.territory.reader import province_choices, province_name


def neighbourhood(province: str) -> dict[str, object]:
    """The context of ``includes/province_form.html``; ``province`` is the reader's code, '' when not known."""
    return {
        "province": province,
        "province_name": province_name(province) if province else "",
        "provinces_to_choose": province_choices(),
    }
