"""How well the tables are sourced: rows counted by how their source was checked."""

from __future__ import annotations

import pytest

from regiolab.data import schema, sourcing


@pytest.fixture
def folder(tmp_path):
    """Two tables: one of eight rows, one without any; the others are missing."""
    rows = ["read"] * 5 + ["excerpt"] * 2 + ["unconfirmed"]
    (tmp_path / "events.csv").write_text("event,checked\n" + "".join(f"e,{how}\n" for how in rows), encoding="utf-8")
    (tmp_path / "conflicts.csv").write_text("conflict,checked\n", encoding="utf-8")
    (tmp_path / "models.csv").write_text("model,kind\nsocial,ideal_type\n", encoding="utf-8")
    return tmp_path


def test_rows_are_counted_where_a_table_says_how_it_was_checked(folder):
    assert sourcing.shares(folder) == {
        "events": {"read": 5, "excerpt": 2, "unconfirmed": 1},
        "conflicts": {"read": 0, "excerpt": 0, "unconfirmed": 0},
    }
    own = sourcing.shares()
    assert set(own) == {name for name, table in schema.all_tables().items() if "checked" in table.columns}


@pytest.mark.parametrize(
    ("findings", "said"), [(0, "No findings."), (1, "1 finding."), (2, "2 findings."), (11, "11 findings.")]
)
def test_shares_stand_beside_the_counts(folder, findings, said):
    first, *rows, whole, last = sourcing.lines(folder, findings)
    assert whole == "Of 8 sourced rows in all tables 5 were read at the source (62%)."
    assert first == "How the sources were checked (rows):" and last == said
    assert sorted(rows) == [
        "  conflicts  read 0 (0%), excerpt 0 (0%), unconfirmed 0 (0%)",
        "  events     read 5 (62%), excerpt 2 (25%), unconfirmed 1 (12%)",
    ]


def test_a_folder_without_tables_has_only_the_findings(tmp_path):
    assert len(sourcing.lines(tmp_path, 3)) == 2
