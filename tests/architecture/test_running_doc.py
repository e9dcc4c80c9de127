"""Is what docs/running.md tells people to type or write what the program takes?"""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit import config

from access.settings import access_of
from extracts.area import Area, load_area
from extracts.commands.group import extracts
from packs.commands import packs
from server.may_start import _NEEDED

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "running.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
IN_TEXT = re.findall(r"`(extracts [^`]+)`", TEXT)


def of(kind: str, holds: str) -> str:
    (found,) = [block for k, block in BLOCKS if k == kind and holds in block]
    return found


def commands() -> list[list[str]]:
    """Every command of `python -m extracts` that is shown, without what follows a #."""
    lines = [line for kind, block in BLOCKS if kind in ("sh", "ini") for line in block.splitlines()]
    found = [re.search(r"(?:^|&& |python -m )extracts ([a-z].*)", line) for line in lines]
    shown = [f[1] for f in found if f] + [c.removeprefix("extracts ") for c in IN_TEXT]
    each = [part for line in shown for part in line.split(" && extracts ")]
    return [shlex.split(line, comments=True) for line in each]


def test_the_commands_shown_are_found():
    assert {c[0] for c in commands()} >= {"history", "fresh", "watch", "purge"}
    assert len(commands()) >= 9


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_and_option_is_known(command):
    name, *given = command
    help_text = CliRunner().invoke(extracts, [name, "--help"]).stdout
    assert help_text.startswith("Usage:")
    for word in given:
        if word.startswith("--"):
            assert word.partition("=")[0] in help_text


def of_packs() -> list[list[str]]:
    """Every command of `python -m packs` that is shown."""
    lines = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
    found = [line.removeprefix("python -m packs ") for line in lines if "-m packs " in line]
    return [shlex.split(line, comments=True) for line in found]


def test_the_commands_of_packs_are_found():
    assert {c[0] for c in of_packs()} == {"brief", "board", "issued", "since"}


@pytest.mark.parametrize("command", of_packs(), ids=" ".join)
def test_every_command_and_option_of_packs_is_known(command):
    name, *given = command
    help_text = CliRunner().invoke(packs, [name, "--help"]).stdout
    assert help_text.startswith("Usage:")
    assert all(word in help_text for word in given if word.startswith("--"))


def test_the_settings_of_the_server_are_known():
    env = of("sh", "DASHBOARD_STORE=/srv")
    names = re.findall(r"^STREAMLIT_([A-Z_]+)=", env, re.MULTILINE)
    options = {key.replace(".", "_").upper() for key in map(snake, config.get_config_options())}
    assert names
    assert set(names) <= options


def snake(key: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key)


def test_the_secrets_shown_are_those_that_the_server_asks_for():
    auth = tomllib.loads(of("toml", "[auth]"))["auth"]
    assert set(_NEEDED) <= set(auth)
    assert auth["redirect_uri"] == "https://dashboard.example.org/oauth2callback"
    assert auth["redirect_uri"] in TEXT.replace(of("toml", "[auth]"), "")


def test_the_settings_of_access_shown_are_taken():
    shown = tomllib.loads(of("toml", "[access]"))["access"]
    area = Area(name="X", units=load_area(ROOT / "area.toml").units, access=shown)
    access = access_of(area)
    assert access.sign_in_hours == 10
    assert access.people["a.manager@example.org"].units == ("Western Magistrates Unit",)


def test_the_proxy_lets_pass_what_the_dashboard_takes():
    proxy = of("nginx", "server {")
    most = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    assert re.search(r"client_max_body_size (\d+)m", proxy)[1] == str(most["maxUploadSize"] + 10)
    assert proxy.count("{") == proxy.count("}")
    for header in ("Host $http_host", "Upgrade $http_upgrade", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {header};" in proxy


def test_whoever_follows_it_in_order_has_sign_in_before_the_first_start():
    hosts, auth = TEXT.index("STREAMLIT_SERVER_ALLOWED_HOSTS="), TEXT.index("[auth]\n")
    first_start = re.search(r"systemctl (?:enable --now|start|restart) dashboard", TEXT)
    assert hosts < auth < first_start.start()


def test_the_sections_are_numbered_in_order_and_those_named_are_there():
    numbers = [int(n) for n in re.findall(r"^## (\d+)\. ", TEXT, re.MULTILINE)]
    assert numbers == [*range(1, len(numbers) + 1)]
    titles = dict(re.findall(r"^## (\d+)\. (.*)$", TEXT, re.MULTILINE))
    named = {titles[n] for n in re.findall(r"section (\d+)", TEXT)}
    assert named == {
        "The program, and an account for it",
        "Restore",
        "When something is wrong",
        "Memory, and how many people",
    }
