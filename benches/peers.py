#!/usr/bin/env python3
"""Keyed comparison of two files beside its peers, in one run.

    python3 benches/peers.py [ROWS]        # needs: pip install duckdb datacompy

Makes two Parquet files of ROWS (1,000,000) rows and 10 columns, the right one shuffled, 1 row in
1,000 lacking and 1 in 1,000 changed by a cent. Every peer must count the same pairs, differences and
residue before any time is printed: the median CPU seconds (user and system) of five whole processes,
least to most, and the ratio to this suite's.
"""

import json
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COLUMNS = ["name", "village", "class", "year", "v1", "v2", "v3", "quantity", "day"]

MAKE = """
import duckdb
c = duckdb.connect()
c.execute("SET enable_progress_bar = false")
c.execute('''CREATE TABLE l AS SELECT
  printf('A%08d', i) AS asset_id, printf('asset %05d', hash(i) % 20000) AS name,
  printf('village %03d', hash(i + 1) % 300) AS village, ['public', 'operating', 'household'][1 + (hash(i + 2) % 3)::INT] AS class,
  (2013 + hash(i + 3) % 12)::INT AS year, (hash(i + 4) % 1000000000 / 100.0)::DECIMAL(18,2) AS v1,
  (hash(i + 5) % 1000000000 / 100.0)::DECIMAL(18,2) AS v2, (hash(i + 6) % 1000000000 / 100.0)::DECIMAL(18,2) AS v3,
  (hash(i + 7) % 1000)::INT AS quantity, DATE '2013-01-01' + (hash(i + 8) % 4000)::INT AS day
  FROM range({rows}) t(i)''')
c.execute("COPY (SELECT * FROM l ORDER BY asset_id) TO '{left}'")
c.execute('''COPY (SELECT * REPLACE (CASE WHEN hash(asset_id) % 1000 = 1 THEN v1 + 0.01 ELSE v1 END AS v1)
  FROM l WHERE hash(asset_id) % 1000 <> 0 ORDER BY hash(asset_id)) TO '{right}' ''')
"""

DUCKDB = """
import duckdb
differ = ' + '.join(f"(l.{{c}} IS DISTINCT FROM r.{{c}})::INT" for c in {columns})
q = f'''SELECT count(*) FILTER (WHERE l.asset_id IS NOT NULL AND r.asset_id IS NOT NULL),
  sum(CASE WHEN l.asset_id IS NOT NULL AND r.asset_id IS NOT NULL THEN {{differ}} END),
  count(*) FILTER (WHERE r.asset_id IS NULL) FROM '{left}' l FULL JOIN '{right}' r USING (asset_id)'''
print(*map(int, duckdb.sql(q).fetchall()[0]))
"""

DATACOMPY = """
import datacompy, polars as pl
c = datacompy.PolarsCompare(pl.read_parquet('{left}'), pl.read_parquet('{right}'), join_columns='asset_id')
print(len(c.intersect_rows), sum(s['unequal_cnt'] for s in c.column_stats), len(c.df1_unq_rows))
"""


def cpu(command):
    """What a whole process prints, and the CPU seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"{command[0]}: {done.stderr}")
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    subprocess.run(["cargo", "build", "--release", "--locked", "-q"], cwd=ROOT, check=True)
    program = json.loads(subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--no-deps"],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout)["target_directory"]
    with tempfile.TemporaryDirectory() as folder:
        names = {"rows": rows, "columns": COLUMNS, "left": f"{folder}/l.parquet", "right": f"{folder}/r.parquet"}
        subprocess.run([sys.executable, "-c", MAKE.format(**names)], check=True)
        ours = [f"{program}/release/duizhang", "reconcile", "--left", names["left"], "--right",
                names["right"], "--on", "asset_id", "--json", "-q"]
        figures = {}
        for peer, command in {
            "duizhang": ours,
            "duizhang --out": [*ours, "--out", f"{folder}/out"],
            "duckdb": [sys.executable, "-c", DUCKDB.format(**names)],
            "datacompy": [sys.executable, "-c", DATACOMPY.format(**names)],
        }.items():
            times = []
            for _ in range(5):
                out, seconds = cpu(command)
                times.append(seconds)
            if peer.startswith("duizhang"):
                found = json.loads(out)
                counts = (found["pairs"]["confirmed"], sum(found["differences"].values()), found["residue"]["left"])
            else:
                counts = tuple(map(int, out.split()))
            figures[peer] = (counts, sorted(times))
        expected = figures["duckdb"][0]
        for peer, (counts, _) in figures.items():
            if counts != expected:
                sys.exit(f"{peer} counts {counts}, duckdb {expected}")
        print(f"pairs {expected[0]}, differences {expected[1]}, left residue {expected[2]}")
        base = figures["duizhang"][1][2]
        for peer, (_, times) in figures.items():
            print(f"{peer:16} {times[2]:7.2f} CPU s ({times[0]:.2f}–{times[-1]:.2f})   {times[2] / base:5.2f} times")


main()
