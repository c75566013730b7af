"""What was handed out is journaled before it has its name: to whom, and which file it was."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Desk

from tracker import formats
from tracker.cli import changing
from tracker.cli.invocation import Invocation
from tracker.write import replay

COMMANDS = {
    "export": formats.of(formats.ACTIONS),
    "table": formats.of(formats.LIST),
    "brief": formats.of(formats.REPORT),
    "progress": formats.of(formats.LIST),
}
WAYS = [(command, name) for command, known in COMMANDS.items() for name in known]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.seed()
    return desk


def issued(desk: Desk, *more: str) -> list[dict[str, object]]:
    """Return what the journal says was handed out, the latest first."""
    items: list[dict[str, object]] = json.loads(desk.do("history", "--issued", *more, "--json"))[
        "items"
    ]
    return items


@pytest.mark.parametrize(("command", "name"), WAYS)
def test_the_hash_of_what_is_handed_out_is_that_of_the_file(
    desk: Desk, command: str, name: str
) -> None:
    path = desk.folder / "out"
    desk.do(command, "-f", name, "-o", str(path), "--issue-to", "delegations")
    [only] = issued(desk)
    assert only["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (only["to_whom"], only["name"], only["issued_on"]) == (
        "delegations",
        "out",
        "2017-02-24",
    )
    replay.verify(str(desk.file))


def test_it_says_what_the_rows_were_narrowed_to_and_what_was_let_through(desk: Desk) -> None:
    path = str(desk.folder / "a.csv")
    desk.do("export", "--owner", "PBSO", "--overdue", "-o", path, "--issue-to", "the chair")
    desk.do("party", "add", "Nora Lind", "--kind", "person")
    more = ("--include-confidential", "--redact", "--allow", "Nora Lind")
    desk.do("export", "-o", path, "--force", *more, "--issue-to", "the chair")
    desk.do("export", "-o", path, "--force", "--attributed", "--issue-to", "the keeper")
    attributed, redacted, narrowed = issued(desk)
    assert narrowed["filters"] == "owner PBSO, overdue"
    assert narrowed["rule"] == "each conversation's own"
    assert redacted["filters"] is None
    assert redacted["rule"] == (
        "each conversation's own; names in texts blanked; named: Nora Lind; confidential included"
    )
    assert attributed["rule"] == "names let through"


def test_one_command_is_journaled_for_what_is_handed_out_with_a_rule_set_aside(desk: Desk) -> None:
    before = len(json.loads(desk.do("history", "--json"))["items"])
    path = str(desk.folder / "a.csv")
    desk.do("export", "--attributed", "-o", path, "--issue-to", "the keeper")
    entries = json.loads(desk.do("history", "--json"))["items"]
    assert len(entries) == before + 1
    assert entries[0]["changes"] == ["a.csv was handed out to the keeper"]


def test_a_file_that_cannot_be_placed_is_not_journaled_as_handed_out(desk: Desk) -> None:
    path = desk.folder / "a.csv"
    path.write_text("kept", encoding="utf-8")
    assert desk.run("export", "-o", str(path), "--issue-to", "delegations").code == 4
    assert issued(desk) == []
    assert path.read_text(encoding="utf-8") == "kept"


def test_a_file_that_loses_its_name_to_another_is_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.folder / "a.csv"
    before = changing.journal

    def journal_slowly(run: Invocation, note: Callable[[Any], None]) -> None:
        before(run, note)
        path.write_text("of another", encoding="utf-8")

    monkeypatch.setattr(changing, "journal", journal_slowly)
    found = desk.run("export", "-o", str(path), "--issue-to", "delegations")
    assert found.code == 4
    assert "it was not handed out" in found.err
    assert path.read_text(encoding="utf-8") == "of another"
    assert issued(desk) == []
    assert "no longer: a.csv was handed out to delegations" in desk.do("history")
    replay.verify(str(desk.file))


def test_a_file_that_the_journal_refuses_is_not_placed(desk: Desk) -> None:
    path = desk.folder / "a.csv"
    assert desk.run("export", "-o", str(path), "--issue-to", " ").code == 2
    assert sorted(each.name for each in desk.folder.iterdir()) == ["desk.db"]
    assert issued(desk) == []


@pytest.mark.parametrize("place", [[], ["-o", "-"], ["-o", "/dev/null"]])
def test_only_a_file_is_handed_out(desk: Desk, place: list[str]) -> None:
    found = desk.run("table", "-f", "csv", *place, "--issue-to", "delegations")
    assert (found.code, found.out) == (2, "")
    assert "Say which one with: -o FILE" in found.err


def test_what_holds_a_name_is_not_handed_out(desk: Desk) -> None:
    desk.do("party", "add", "Nora Lind", "--kind", "person")
    desk.do("update", "A1", "--title", "Ask Nora Lind")
    path = desk.folder / "a.csv"
    assert desk.run("export", "-o", str(path), "--issue-to", "delegations").code == 4
    assert not path.exists()
    assert issued(desk) == []


def test_an_undo_passes_over_what_was_handed_out(desk: Desk) -> None:
    desk.do("export", "-o", str(desk.folder / "a.csv"), "--issue-to", "delegations")
    [only] = issued(desk)
    found = desk.run("undo", "--command", str(only["command"]))
    assert found.code == 4
    assert "cannot be called back" in found.err
    assert "Circulate" in desk.do("undo")
    assert issued(desk) == [only]


def test_an_undone_handover_was_still_handed_out(desk: Desk) -> None:
    note = desk.folder / "note.md"
    desk.do("party", "add", "Rapporteur", "--kind", "post")
    handover = ("party", "handover", "Rapporteur", "Nora Lind", "--on", "2017-03-01", "--create")
    told = desk.run(*handover, "-o", str(note), "--issue-to", "the successor").err
    [only] = issued(desk)
    assert f"handed out to the successor: sha256 {only['sha256']}" in told
    assert only["sha256"] == hashlib.sha256(note.read_bytes()).hexdigest()
    desk.do("undo")
    assert "Nora Lind" not in desk.do("party", "show", "Rapporteur")
    assert issued(desk) == [only]
    replay.verify(str(desk.file))


def test_a_note_that_is_only_tried_is_not_handed_out(desk: Desk) -> None:
    desk.do("party", "add", "Rapporteur", "--kind", "post")
    handover = ("party", "handover", "Rapporteur", "Nora Lind", "--on", "2017-03-01", "--create")
    note = desk.folder / "note.md"
    found = desk.run(*handover, "--dry-run", "-o", str(note), "--issue-to", "the successor")
    assert found.code == 2
    assert "--dry-run hands nothing out" in found.err
    assert not note.exists()


def test_what_was_handed_out_is_listed_by_day_in_every_format(desk: Desk) -> None:
    path = str(desk.folder / "a.csv")
    desk.do("export", "-o", path, "--issue-to", "first")
    again = ("export", "-o", path, "--force", "--issue-to", "second")
    desk.do(*again, TRACKER_TODAY="2017-03-01")
    desk.environ["TRACKER_TODAY"] = "2017-03-02"
    assert [each["to_whom"] for each in issued(desk)] == ["second", "first"]
    assert [each["to_whom"] for each in issued(desk, "--until", "2017-02-24")] == ["first"]
    assert [each["to_whom"] for each in issued(desk, "--since", "2017-02-25")] == ["second"]
    for name in formats.of(formats.LIST):
        out = desk.folder / f"out-{name}"
        desk.do("history", "--issued", "-f", name, "-o", str(out))
        assert out.stat().st_size > 0
    assert "leave out A1" in desk.run("history", "--issued", "A1").err
