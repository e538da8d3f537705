"""Which versions psed is set up with: renew the files that name them, or run the tests with others.

    python3.11 requirements/versions.py renew     the newest versions there are today, with their hashes
    python3.11 requirements/versions.py newest    the tests, with the newest that pyproject.toml allows
    python3.11 requirements/versions.py lowest    the tests, with the lowest that pyproject.toml allows

It makes a virtual environment of its own for each, and needs nothing but Python and a package index.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OLDEST = "3.11"
"""The oldest Python that psed runs on: what is chosen has to fit it and all later ones."""
BUILD = "editables>=0.3\nhatchling>=1.27\n"
"""What an editable build needs: pip cannot be told the versions of that in any other way."""
FILES = {"dev": ["--extra", "dev"], "test": ["--extra", "test"], "psed": []}
"""Each file of versions, with the extras that it is for; the widest first, which the others follow."""


def run(*command: str | Path, given: str | None = None) -> None:
    """Run a command in the project's folder, and stop where it fails."""
    print("$", *command, flush=True)
    done = subprocess.run([str(part) for part in command], cwd=ROOT, input=given, text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def environment(folder: Path) -> Path:
    """A new virtual environment: the folder of its programs."""
    venv.create(folder, with_pip=True, clear=True)
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


def resolver(folder: Path) -> Path:
    """The program that chooses versions, in an environment of its own."""
    programs = environment(folder / "resolver")
    run(programs / "pip", "install", "--quiet", "uv")
    return programs / "uv"


def renew(folder: Path) -> None:
    """Write the newest versions and their hashes, for every Python from the oldest on."""
    uv = resolver(folder)
    for name, extras in FILES.items():
        follow = [] if name == "dev" else ["--constraints", "requirements/dev.txt"]
        out = f"requirements/{name}.txt"
        run(
            *(uv, "pip", "compile", "pyproject.toml", "-", *extras, *follow, "--universal"),
            *("--python-version", OLDEST, "--generate-hashes", "--upgrade", "--quiet"),
            *("--custom-compile-command", "python3.11 requirements/versions.py renew"),
            *("--no-emit-index-url", "--no-emit-find-links", "--output-file", out),
            given=BUILD,
        )


def tried(folder: Path, resolution: str) -> None:
    """Run the tests with one choice of versions."""
    uv, chosen = resolver(folder), folder / f"{resolution}.txt"
    run(
        *(uv, "pip", "compile", "pyproject.toml", "-", "--extra", "test", "--resolution", resolution),
        *("--python-version", OLDEST, "--upgrade", "--quiet", "--output-file", chosen),
        given=BUILD,
    )
    programs = environment(folder / resolution)
    run(programs / "pip", "install", "--quiet", "--requirement", chosen)
    run(programs / "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    run(programs / "pip", "freeze", "--exclude-editable")
    run(programs / "python", "-m", "pytest", "-n", "auto")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        match sys.argv[1:]:
            case ["renew"]:
                renew(Path(made))
            case ["newest"]:
                tried(Path(made), "highest")
            case ["lowest"]:
                tried(Path(made), "lowest-direct")
            case _:
                sys.exit(__doc__)
