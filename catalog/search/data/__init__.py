"""The search's own language data: places, sectors, needs, synonyms and the words around them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@cache
def read(name: str) -> Any:
    """The content of one YAML file of this folder, read once per process."""
    with (_FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)
