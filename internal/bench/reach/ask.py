"""Asks SQLite or DuckDB, on one thread, and times each question inside itself.

    ask.py sqlite|duckdb FOLDER

The folder has given.csv, calendar.csv and service.csv, each with a header.
Once they are loaded it prints {"ready": version}. Then it reads queries, one a
line as JSON, and prints for each {"took": nanoseconds, "rows": [[at, count, ...]]}.
"""

import csv
import json
import os
import sys
import time

TABLES = {
    "given": "first bigint, person integer, day smallint, service smallint, place smallint, region smallint",
    "calendar": "day smallint primary key, month smallint",
    "service": "id smallint primary key",
}

# What a good engineer would give SQLite: each question finds an index that has
# all the columns it needs.
INDEXES = [
    "create index by_service on given (service, day, person, region, first)",
    "create index by_receiver on given (service, person)",
    "create index by_day on given (day, person, place, service, region, first)",
    "create index by_person on given (person, day, service)",
    "analyze",
]


def rows_of(folder, table):
    with open(os.path.join(folder, table + ".csv"), newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


def sqlite(folder):
    import sqlite3

    connection = sqlite3.connect(os.path.join(folder, "given.sqlite"), isolation_level=None)
    for pragma in ("journal_mode=off", "synchronous=off", "temp_store=memory", "cache_size=-4000000", "threads=0"):
        connection.execute("pragma " + pragma)
    connection.execute("begin")
    for table, columns in TABLES.items():
        connection.execute(f"create table {table} ({columns})")
        places = ", ".join("?" * len(columns.split(", ")))
        connection.executemany(f"insert into {table} values ({places})", rows_of(folder, table))
    for index in INDEXES:
        connection.execute(index)
    connection.execute("commit")
    return sqlite3.sqlite_version, connection


def duckdb(folder):
    import duckdb

    connection = duckdb.connect(os.path.join(folder, "given.duckdb"))
    connection.execute("set threads = 1")
    connection.execute("set enable_progress_bar = false")  # it would be printed among the answers
    for table, columns in TABLES.items():
        connection.execute(f"create table {table} ({columns})")
        connection.execute(f"insert into {table} select * from read_csv('{folder}/{table}.csv', header = true)")
    connection.execute("checkpoint")
    return duckdb.__version__, connection


def main():
    version, connection = {"sqlite": sqlite, "duckdb": duckdb}[sys.argv[1]](sys.argv[2])
    print(json.dumps({"ready": version}), flush=True)
    for line in sys.stdin:
        start = time.perf_counter_ns()
        rows = connection.execute(json.loads(line)).fetchall()
        took = time.perf_counter_ns() - start
        print(json.dumps({"took": took, "rows": rows}), flush=True)


main()
