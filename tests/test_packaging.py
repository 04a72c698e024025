"""The locks, the licences and the promise that what is not installed costs one line."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import socket  # noqa: TID251 - to see it refused
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import check_wheels
import licences
import lock
from kronika.errors import MissingError, missing

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
#: what a module is imported as, where the index calls it otherwise and it need not be installed to run this test
MODULES_OF_EXTRAS = (
    "spacy",
    "natasha",
    "pymorphy3",
    "py3langid",
    "razdel",
    "splink",
    "duckdb",
    "rapidfuzz",
    "numba",
    "pyarrow",
)


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def locked(name: str) -> dict[str, str]:
    """Return the version of each library in a lock."""
    return {canonicalize_name(pin.name): pin.text.split("==")[1].split()[0] for pin in check_wheels.pins(lock_text(name))}


@pytest.mark.parametrize("name", lock.WHAT)
def test_every_pin_of_a_lock_has_a_hash(name: str) -> None:
    pins = list(check_wheels.pins(lock_text(name)))
    assert len(pins) > 30
    assert [pin.name for pin in pins if "--hash=sha256:" not in pin.text] == []
    # nothing stands in a lock that is neither a comment nor such a pin
    assert len(re.findall(r"^[^#\s]", lock_text(name), re.MULTILINE)) == len(pins)


@pytest.mark.parametrize("name", lock.WHAT)
def test_a_lock_names_no_index_no_host_and_no_folder(name: str) -> None:
    body = "\n".join(line for line in lock_text(name).splitlines() if not line.startswith("#"))
    assert lock.FOREIGN.search(body) is None


@pytest.mark.parametrize(
    "line", ["--extra-index-url x", "--find-links x", "-r other.txt", "a @ file:x", "a==1 https://x", "-e ."]
)
def test_what_a_lock_may_not_hold_is_recognised(line: str) -> None:
    assert lock.FOREIGN.search(f"a==1 \\\n    --hash=sha256:00\n{line}\n") is not None


@pytest.mark.parametrize("name", sorted(set(lock.WHAT) - {"dev"}))
def test_the_locks_agree_on_every_version(name: str) -> None:
    dev = locked("dev")
    assert {key: (version, dev[key]) for key, version in locked(name).items() if dev.get(key, version) != version} == {}


@pytest.mark.parametrize("extra", ["base", *EXTRAS])
def test_a_lock_holds_what_the_project_asks_for(extra: str) -> None:
    versions = locked(extra)
    for line in PROJECT["dependencies"] + EXTRAS.get(extra, []):
        requirement = Requirement(line)
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), line


def test_the_base_set_is_without_heavy_libraries() -> None:
    heavy = {"numpy", "scipy", "spacy", "pandas", "pyarrow", "duckdb", "numba", "natasha", "pyspark"}
    assert heavy & set(locked("base")) == set()


def test_the_page_of_dependencies_is_current() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), "Run: make licences."


def test_every_licence_is_permitted_or_decided() -> None:
    assert licences.problems() == []


def test_the_kept_facts_are_what_is_installed() -> None:
    kept = licences.read("licences.yml")
    here = licences.collect()
    versions = locked("dev")
    differing = [
        name
        for name, fact in kept.items()
        if name in here and here[name]["version"] == versions.get(name) and here[name]["licence"] != fact["licence"]
    ]
    assert differing == []


def test_every_base_library_can_be_installed_everywhere() -> None:
    outcome = licences.read("wheels.yml")["base"]["libraries"]
    assert {canonicalize_name(name) for name in outcome} == set(locked("base")), "Run: make wheels, with --write."
    assert [name for name, row in outcome.items() if any(kind.startswith("lacking") for kind in row.values())] == []


def test_a_marker_is_read_for_the_other_system_not_for_this_one() -> None:
    (pin,) = check_wheels.pins("colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n")
    wanted = {system.label for system in check_wheels.SYSTEMS if pin.wanted(system, "3.12")}
    assert wanted == {"Windows amd64"}
    assert pin.unconditional() == "colorama==0.4.6 \\\n    --hash=sha256:00"


def imported_by(path: Path) -> set[str]:
    """Return the top names that a file imports absolutely."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def owners_of_imports() -> dict[str, set[str]]:
    """Return for each foreign module that the product imports the libraries that may hold it."""
    owners = importlib.metadata.packages_distributions()
    return {
        module: {canonicalize_name(owner) for owner in owners.get(module, [module])}
        for path in (ROOT / "src").rglob("*.py")
        for module in imported_by(path)
        if module not in sys.stdlib_module_names and module != "kronika"
    }


def names(lines: list[str]) -> set[str]:
    """Return the names of the libraries in requirement lines."""
    return {canonicalize_name(Requirement(line).name) for line in lines}


def test_what_the_product_imports_is_what_it_asks_for() -> None:
    asked = names(PROJECT["dependencies"]).union(*(names(lines) for extra, lines in EXTRAS.items() if extra != "dev"))
    assert {module: libraries for module, libraries in owners_of_imports().items() if not libraries & asked} == {}


def test_the_base_set_asks_for_nothing_that_is_not_imported() -> None:
    imported = set().union(*owners_of_imports().values())
    assert names(PROJECT["dependencies"]) - imported == set(), "Take it out of pyproject.toml, then: make lock."


def test_no_file_of_the_product_is_longer_than_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "src").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_a_missing_library_costs_one_line_that_says_how_to_get_it() -> None:
    error = missing("PyArrow", "estimate")
    assert isinstance(error, MissingError)
    assert str(error).startswith("PyArrow is not installed. Run: pip install ")
    assert "\n" not in str(error)
    assert (ROOT / "requirements" / "estimate.txt").exists()


def without_extras(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as where no optional library is installed."""
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({MODULES_OF_EXTRAS!r})); "
        f"sys.argv = ['kronika', *{arguments!r}]; from kronika.cli.main import run; sys.exit(run())"
    )
    command = [sys.executable, "-X", "utf8", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_starts_without_any_extra() -> None:
    done = without_extras("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"\bcount\b", done.stdout)


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Invented was detained in Minsk on 7 September 2020.",
        "7 сентября 2020 года в Минске задержан Иван Выдуманный.",
        "7 верасня 2020 года ў Мінску затрымалі Івана Выдуманага.",
    ],
    ids=["English", "Russian", "Belarusian"],
)
def test_reading_without_the_extra_works_or_costs_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "page.txt"
    file.write_text(text, encoding="utf-8")
    done = without_extras("read", str(file))
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert re.search(r"is not installed\. Run: pip install", done.stderr)
        assert len(done.stderr.strip().splitlines()) == 1


def test_a_test_cannot_go_over_the_network() -> None:
    with pytest.raises(AssertionError, match="over the network"), socket.socket() as opened:
        opened.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match=r"in the network: example\.org"):
        socket.create_connection(("example.org", 80))
