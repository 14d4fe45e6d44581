"""Fuzz a reader, guided by coverage: ``python tests/fuzz/fuzz_readers.py html --seconds 600``.

Needs ``pip install 'auditor[fuzz]'``. New inputs go to ``--found`` (a temporary folder where none is given), never into
``corpus/``: what is worth keeping is made small, given a name that says what it is, and added by hand. The tests replay
``corpus/`` without the fuzzer.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import atheris  # noqa: E402

with atheris.instrument_imports(include=["auditor"]):
    import auditor.amend
    import auditor.diagnose
    import auditor.extract
    import auditor.identify
    import auditor.pipeline
    import auditor.read.archive
    import auditor.read.frames
    import auditor.read.html
    import auditor.read.inline_xbrl
    import auditor.read.submission
    import auditor.read.text
    import auditor.read.xbrl
    import auditor.report.document
    import auditor.report.report  # noqa: F401

from tests.fuzz.damage import by_chance, damaged  # noqa: E402
from tests.fuzz.law import Broken, hold  # noqa: E402

CORPUS = Path(__file__).resolve().parent / "corpus"
LARGEST = 3_000  # bytes of an input: small ones are many times faster, and a small file suffices for most faults
HUNG = 20  # seconds after which the fuzzer itself ends an input
OPENING = {"html": b"<html>", "text": b""}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("medium", choices=sorted(OPENING))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0, help="of the fuzzer's chance; 0: another one each time")
    parser.add_argument("--found", type=Path, help="where new inputs and those that break the law are kept")
    asked = parser.parse_args()
    found = asked.found or Path(tempfile.mkdtemp(prefix="fuzz-"))
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        filing = Path(folder) / "filing"
        opening, broken = OPENING[asked.medium], found / "broken"
        broken.mkdir(exist_ok=True)
        known: set[str] = set()

        def one(data: bytes) -> None:
            filing.write_bytes(data if data.startswith(opening) else opening + data)
            try:
                hold(filing, validate=False)
            except Broken as error:  # kept and told once for each place, so that a run finds more than one fault
                told = str(error).rpartition("(")[2] if "internal" in str(error) else str(error)[:12]
                if told not in known:
                    known.add(told)
                    (broken / f"{len(known):03}-{asked.medium}").write_bytes(filing.read_bytes())
                    print(f"BROKEN {error}", flush=True)

        def mutate(data: bytes, most: int, seed: int) -> bytes:
            chance = random.Random(seed)
            if chance.random() < 0.4:
                return bytes(atheris.Mutate(data, most))
            damages = [by_chance(chance) for _ in range(chance.choice((1, 1, 2, 4)))]
            return damaged(bytes(data), damages, asked.medium)[:most]

        arguments = [
            sys.argv[0], f"-max_total_time={asked.seconds}", f"-max_len={LARGEST}", f"-timeout={HUNG}",
            "-rss_limit_mb=4096",
            f"-artifact_prefix={broken}/", "-print_final_stats=1", str(found), str(CORPUS / asked.medium),
        ]  # fmt: skip
        if asked.seed:
            arguments.append(f"-seed={asked.seed}")
        atheris.Setup(arguments, one, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
