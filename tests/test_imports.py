"""Who may import whom: portal -> missions -> catalog, and inside an application from its enums up to its views."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: An application may import itself and those after it.
APPLICATIONS = ("portal", "missions", "catalog")
#: Inside an application a module may import its own layer and those before it.
LAYERS = (
    ("activities", "identifiers", "enums", "partial_dates", "time", "translation"),
    ("models", "migrations"),
    ("availability", "eligibility", "locking", "permissions", "stops"),
    (
        "search",
        "loading",
        "publishing",
        "editorial",
        "territory",
        "calendar",
        "interchange",
        "guidance",
        "structured_data",
    ),
    ("countries",),
    (
        "duties",
        "firms",
        "letters",
        "notifications",
        "transitions",
        "seats",
        "registering",
        "support",
        "support_transitions",
        "selection",
        "writing",
        "surveys",
        "figures",
        "reminders",
        "attendance",
        "support_notices",
        "support_steps",
        "assigning",
        "agenda",
        "agenda_file",
        "arrivals",
        "terms",
        "drafts",
        "documents",
        "document_checks",
    ),
    ("demo", "demo_dates", "demo_firms", "housekeeping"),
    ("filters", "forms", "corrections", "freshness", "vocabularies"),
    ("views", "admin", "desk", "templatetags", "management", "middleware", "urls", "apps"),
)


def _modules() -> dict[str, Path]:
    found = {}
    for app in APPLICATIONS:
        for path in (ROOT / app).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = _modules()


def _imports(module: str) -> set[str]:
    """The project's modules that one imports, at its head or inside a function; not what only its types need."""
    found = set()
    nodes = [ast.parse(MODULES[module].read_bytes())]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            found |= {f"{node.module}.{name.name}" for name in node.names}
        nodes += ast.iter_child_nodes(node)
    return {known for name in found if (known := _known(name))}


def _known(name: str) -> str:
    """The module a dotted name lies in; '' when it is none of the project's."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


IMPORTS = {module: _imports(module) for module in MODULES}


def _layer(module: str) -> int | None:
    part = module.split(".")[1] if "." in module else ""
    return next((level for level, parts in enumerate(LAYERS) if part in parts), None)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_an_application_imports_only_those_below_it(module):
    order = APPLICATIONS[APPLICATIONS.index(module.split(".")[0]) :]
    assert {name.split(".")[0] for name in IMPORTS[module]} <= set(order)


@pytest.mark.parametrize("module", sorted(name for name in MODULES if name.startswith(("catalog.", "missions."))))
def test_a_module_imports_only_layers_below_it(module):
    app, layer = module.split(".")[0], _layer(module)
    assert layer is not None, f"{module} has no place in LAYERS"
    above = [name for name in IMPORTS[module] if name.startswith(f"{app}.") and _layer(name) > layer]
    assert above == []


def test_no_modules_import_each_other_in_a_circle():
    graph = {}
    for module, imported in IMPORTS.items():
        # Importing a.b.c from outside a.b runs a.b first.
        packages = {name.rpartition(".")[0] for name in imported}
        graph[module] = imported | {name for name in packages if name in MODULES and not _inside(module, name)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def _inside(module: str, package: str) -> bool:
    return f"{module}.".startswith(f"{package}.")
