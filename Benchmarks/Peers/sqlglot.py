"""Prints the version of sqlglot, whether it is compiled, and the seconds that it takes to parse all queries of a file.

Queries end with a NUL. The last figure is how many it refuses. Usage: sqlglot.py FILE ROUNDS
"""

import sys
import time

# Not this file, which has the same name.
sys.path.pop(0)
import sqlglot
import sqlglot.parser

with open(sys.argv[1], encoding="utf-8") as file:
    queries = file.read().split("\0")[:-1]

least = float("inf")
for _ in range(int(sys.argv[2])):
    refused = 0
    start = time.perf_counter()
    for query in queries:
        try:
            sqlglot.parse_one(query, read="sqlite")
        except sqlglot.errors.SqlglotError:
            refused += 1
    least = min(least, time.perf_counter() - start)

compiled = "compiled" if not sqlglot.parser.__file__.endswith(".py") else "not-compiled"
print(sqlglot.__version__, compiled, least, refused)
