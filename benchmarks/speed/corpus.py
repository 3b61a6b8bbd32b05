"""Words a second over a file of statements, beside write-good and proselint, in turns.

    python benchmarks/speed/corpus.py STATEMENTS.jsonl --write-good CLI.js --proselint PROGRAM [--runs 5]

Each round runs `verbale archive lint --jobs 2 --no-cache`, write-good's command and proselint's command over
the same texts, and `verbale archive lint` once more with a warm cache. Start-up is counted for all. Prints
the median of the rounds, so that a busy machine weighs on all alike, and whether the findings are those of a
run with `--exhaustive` (--no-exhaustive leaves that out).
"""

import argparse
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measured import Measured, archive_lint, measured, texts_of, words_of

OURS = ("cold", "warm cache")


def main() -> None:
    """Runs the rounds and prints the table."""
    arguments = _arguments()
    texts = texts_of(arguments.statements)
    words = words_of(texts)
    with TemporaryDirectory() as name:
        folder = Path(name)
        commands = _commands(arguments, folder, texts)
        measured(commands["warm cache"])  # fills the cache
        runs: dict[str, list[Measured]] = {tool: [] for tool in commands}
        for _ in range(arguments.runs):
            for tool, command in commands.items():
                runs[tool].append(measured(command, folder=folder, strict=tool in OURS))
        rates = {tool: words / median(run.seconds for run in done) for tool, done in runs.items()}
        print(f"{len(texts):,} texts, {words:,} words, {arguments.runs} rounds, median words a second")
        for tool, rate in rates.items():
            used = median(run.processor for run in runs[tool]) / words * 1e6
            ratio = rates["cold"] / rate
            print(
                f"{tool:12} {rate:10,.0f}; {used:6.2f} us of processor time a word; cold / this {ratio:.2f}"
            )
        print(f"warm cache is {rates['warm cache'] / rates['cold']:.1f} times as fast as cold")
        if arguments.exhaustive:
            measured(archive_lint(arguments.statements, folder / "all", "--no-cache", "--exhaustive"))
            found = [(folder / run / "findings.jsonl").read_bytes() for run in ("cold", "all")]
            print("findings are those of --exhaustive:", found[0] == found[1])


def _commands(arguments: argparse.Namespace, folder: Path, texts: list[str]) -> dict[str, list[str]]:
    files = folder / "texts"
    files.mkdir()
    for number, text in enumerate(texts):
        (files / f"{number:06}.txt").write_text(text)
    listed = [f"texts/{file.name}" for file in sorted(files.iterdir())]
    cold = archive_lint(arguments.statements.resolve(), folder / "cold", "--jobs", "2", "--no-cache")
    warm = archive_lint(arguments.statements.resolve(), folder / "warm", "--jobs", "2")
    commands = {"cold": cold, "warm cache": warm}
    if arguments.write_good:
        commands["write-good"] = ["node", str(arguments.write_good.resolve()), *listed]
    if arguments.proselint:
        commands["proselint"] = [str(arguments.proselint.absolute()), "check", "texts"]
    return commands


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("--write-good", type=Path, help="node_modules/write-good/bin/write-good.js")
    parser.add_argument("--proselint", type=Path, help="the program proselint")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--exhaustive", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
