"""The newest schema, laid in a new file from db/schema.sql, which the migrations make."""

import os
import sqlite3

from tracker import shipped


def lay(connection: sqlite3.Connection) -> None:
    """Lay the newest schema in an empty file, inside the transaction that is open."""
    path = os.path.join(shipped.folder("db"), "schema.sql")
    with open(path, encoding="utf-8") as file:
        statement = ""
        for line in file:
            statement += line
            if line.endswith(";\n") and sqlite3.complete_statement(statement):
                connection.execute(statement)
                statement = ""
