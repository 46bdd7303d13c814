import re
import subprocess
import sys
from pathlib import Path

import pytest

from show_off_api.access.keys import Key, KeyRing, make_key, parse_keys
from show_off_api.settings import ShowOffApiSettings
from showoff_common.settings import load


def test_a_new_key_is_found_by_its_secret_and_by_nothing_else() -> None:
    (secret, key), (other, _) = make_key("alice"), make_key("bob")
    ring = KeyRing([key])

    assert ring.find(secret) == key
    assert [ring.find(wrong) for wrong in (other, "", secret[:-1], key.digest, "\udcff")] == [
        None
    ] * 5


def test_what_is_kept_does_not_hold_the_secret() -> None:
    secret, key = make_key("alice", 7)

    assert secret not in str(key)
    assert re.fullmatch("alice:7:[0-9a-f]{64}", str(key))
    assert Key.parse(str(key)) == key


def test_a_key_that_reviews_says_so_in_its_entry() -> None:
    _, key = make_key("rita", 7, reviews=True)

    assert str(key).endswith(":review")
    assert Key.parse(str(key)) == key
    assert not make_key("alice")[1].reviews


def test_no_two_keys_are_alike() -> None:
    assert len({make_key("alice")[0] for _ in range(100)}) == 100


def test_entries_stand_on_lines_or_side_by_side_and_may_be_explained() -> None:
    keys = [make_key(name)[1] for name in ("alice", "bob", "carol")]

    text = f"# who may\n{keys[0]} {keys[1]}  # two of them\n\n{keys[2]}\n"

    assert parse_keys(text) == tuple(keys)


@pytest.mark.parametrize("entry", ["so_secret", "a:0:" + "0" * 64, "a:1:xyz", "a b:1:" + "0" * 64])
def test_what_is_no_entry_is_refused_without_being_repeated(entry: str) -> None:
    with pytest.raises(ValueError, match="NAME:READS_PER_MINUTE:SHA256") as caught:
        parse_keys(entry)

    assert "so_secret" not in str(caught.value)


def test_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="named alice"):
        parse_keys(f"{make_key('alice')[1]} {make_key('alice')[1]}")


def test_each_key_has_a_limit_of_its_own() -> None:
    few, many = make_key("few", 2)[1], make_key("many", 1000)[1]
    ring = KeyRing([few, many])

    assert [ring.may(few, "pictures") for _ in range(4)] == [True, True, False, False]
    assert all(ring.may(many, "pictures") for _ in range(10))
    assert ring.may(few, "corrections"), "each kind is counted by itself"


def test_the_command_prints_the_key_once_and_its_entry_into_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys"
    command = [sys.executable, "-m", "show_off_api.access.make_key", "alice", "--file", str(file)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    (secret,) = re.findall(r"^key:   (\S+)$", said, re.MULTILINE)
    monkeypatch.setenv("SHOWOFF_KEYS_FILE", str(file))
    monkeypatch.setenv("SHOWOFF_KEYS", str(make_key("bob")[1]))

    keys = load(ShowOffApiSettings).api_keys

    assert secret not in file.read_text()
    assert [key.name for key in keys] == ["bob", "alice"]
    assert KeyRing(keys).find(secret) is not None


def test_the_command_refuses_names_that_an_entry_cannot_hold() -> None:
    command = [sys.executable, "-m", "show_off_api.access.make_key", "alice:2"]
    ran = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("SHOWOFF_KEYS", "so_secret"), ("SHOWOFF_KEYS_FILE", "/nowhere/keys")]
)
def test_wrong_keys_stop_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit):
        load(ShowOffApiSettings)

    said = capsys.readouterr().err
    assert "SHA256" in said or "SHOWOFF_KEYS_FILE" in said
    assert "so_secret" not in said


def test_a_file_whose_last_key_was_taken_back_stops_the_start_and_opens_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{make_key('alice')[1]}\n")
    monkeypatch.setenv("SHOWOFF_KEYS_FILE", str(file))
    assert load(ShowOffApiSettings).api_keys

    file.write_text("# alice has left\n")
    with pytest.raises(SystemExit):
        load(ShowOffApiSettings)

    assert "SHOWOFF_KEYS_FILE: holds no key" in capsys.readouterr().err


def test_keys_of_comments_alone_stop_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOWOFF_KEYS", "# none yet")

    with pytest.raises(SystemExit):
        load(ShowOffApiSettings)

    assert "SHOWOFF_KEYS: holds no key" in capsys.readouterr().err


@pytest.mark.parametrize("blank", ["", " \n"])
def test_a_blank_variable_asks_for_no_keys(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    monkeypatch.setenv("SHOWOFF_KEYS", blank)

    assert load(ShowOffApiSettings).api_keys == ()
