"""Settings from outside: what counts, what is refused, what is shown."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.configuration import (
    Configuration,
    ConfigurationError,
    markdown_table,
    read_configuration,
    shown,
)
from service.hosts import HOSTS
from service.setting import Secret, duration, duration_text, without_secrets
from service.settings import SETTINGS

KEY = "0123456789abcdef-key"
ROOT = Path(__file__).resolve().parents[2]


def read(tmp_path, secrets="", **environment):
    file = tmp_path / "secrets.toml"
    file.write_text(secrets, encoding="utf-8")
    return read_configuration(environment, secrets=file, root=tmp_path)


def test_a_laptop_needs_nothing_set(tmp_path):
    assert read(tmp_path) == Configuration()
    assert not Configuration().exposed


def test_every_field_is_documented_and_every_documented_one_is_a_field():
    assert [field.name for field in dataclasses.fields(Configuration)] == list(SETTINGS)


@pytest.mark.parametrize("name", [n for n in SETTINGS if SETTINGS[n].name != "CERTGEN_API_KEY"])
def test_every_example_is_allowed(name):
    setting = SETTINGS[name]
    assert setting.read(setting.example)


def test_values_of_all_kinds(tmp_path):
    found = read(
        tmp_path,
        CERTGEN_WORKERS="4",
        CERTGEN_KEEP_FILES="45 min",
        CERTGEN_TIME_LIMIT="9.5",
        CERTGEN_API_KEY=KEY,
        CERTGEN_STORE="s3://bucket/designs",
        CERTGEN_SESSIONS="rediss://user:word@cache:6380/1",
        CERTGEN_SCHEDULER="tcp://10.0.0.2:8786",
    )
    assert (found.workers, found.keep_files, found.time_limit) == (4, 2700.0, 9.5)
    assert found.api_key == Secret(KEY)
    assert found.store == "s3://bucket/designs"
    assert found.sessions.endswith("@cache:6380/1")


def test_the_environment_goes_before_the_file(tmp_path):
    secrets = f'CERTGEN_API_KEY = "{KEY}"\nCERTGEN_WORKERS = 7\nother = "x"\n[section]\na = 1\n'
    assert read(tmp_path, secrets).workers == 7
    found = read(tmp_path, secrets, CERTGEN_WORKERS="3")
    assert (found.workers, found.api_key.value) == (3, KEY)


def test_an_empty_variable_is_not_set(tmp_path):
    assert read(tmp_path, CERTGEN_API_KEY="", CERTGEN_WORKERS=" ") == Configuration()


def test_the_port_of_the_host_counts_unless_ours_is_given(tmp_path):
    assert read(tmp_path, PORT="10000").port == 10000
    assert read(tmp_path, PORT="10000", CERTGEN_PORT="8000").port == 8000


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CERTGEN_WORKERS", "many", "from 1 to 64"),
        ("CERTGEN_WORKERS", "0", "from 1 to 64"),
        ("CERTGEN_TIME_LIMIT", "soon", "such as 10 s"),
        ("CERTGEN_TIME_LIMIT", "1 s", "from 2 s"),
        ("CERTGEN_KEEP_FILES", "5 weeks", "such as 45 min"),
        ("CERTGEN_SESSIONS", "http://cache", "redis://"),
        ("CERTGEN_SESSIONS", "redis://", "redis://"),
        ("CERTGEN_SCHEDULER", "scheduler:8786", "tcp://"),
        ("CERTGEN_SCHEDULER", "tcp://scheduler:99999", "tcp://"),
        ("CERTGEN_STORE", "S3 ://bucket", "s3://"),
        ("CERTGEN_TEMP", "s3://bucket", "path of a folder"),
        ("CERTGEN_ADDRESS", "all of them", "interface"),
        ("CERTGEN_HOST", "mainframe", "plain"),
        ("CERTGEN_MAIL_FROM", "Lumen", "an e-mail address"),
        ("CERTGEN_MAIL_REPLY_TO", "ada@", "an e-mail address"),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence(tmp_path, name, value, expected):
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, **{name: value})
    assert caught.value.name == name
    assert name in caught.value.message
    assert value in caught.value.message
    assert expected in caught.value.message


def test_a_wrong_secret_is_refused_without_being_told(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, CERTGEN_API_KEY="short")
    assert "short" not in str(caught.value)
    assert "5 characters" in caught.value.message


@pytest.mark.parametrize("value", ["smtp://user:hush@mail.example.org", "user:hush@mail"])
def test_a_wrong_mail_server_is_refused_without_its_password(tmp_path, value):
    with pytest.raises(ConfigurationError, match="CERTGEN_SMTP") as caught:
        read(tmp_path, CERTGEN_SMTP=value)
    assert "hush" not in str(caught.value)
    assert "smtps://user:password@host" in caught.value.message


def test_a_mail_server_needs_a_sender(tmp_path):
    with pytest.raises(ConfigurationError, match="sender"):
        read(tmp_path, CERTGEN_SMTP="smtps://user:hush@mail.example.org")
    named = "smtps://ada@example.org:hush@mail.example.org"
    assert "hush" not in repr(read(tmp_path, CERTGEN_SMTP=named))


def test_not_everybody_may_send_mail(tmp_path):
    with pytest.raises(ConfigurationError, match="CERTGEN_SMTP would let everybody"):
        read(tmp_path, CERTGEN_SMTP="smtps://ada@example.org:p@m.org", CERTGEN_OPEN="yes")


def test_an_unknown_name_is_refused_since_it_may_be_a_misspelled_secret(tmp_path):
    with pytest.raises(ConfigurationError, match="Did you mean CERTGEN_PASSWORD"):
        read(tmp_path, CERTGEN_PASWORD="a long password")


def test_a_broken_file_is_told_without_its_content(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, f"CERTGEN_API_KEY = {KEY}")
    assert KEY not in str(caught.value)
    with pytest.raises(ConfigurationError, match="not a text"):
        read(tmp_path, "CERTGEN_WORKERS = [1]")


@pytest.mark.parametrize(
    ("signs", "name"),
    [
        ({"VERCEL": "1"}, "vercel"),
        ({"RENDER": "true"}, "render"),
        ({"DYNO": "web.1"}, "heroku"),
        ({"SPACE_ID": "me/certgen"}, "hugging-face"),
        ({"STREAMLIT_SHARING_MODE": "streamlit"}, "streamlit-cloud"),
        ({"KUBERNETES_SERVICE_HOST": "10.0.0.1"}, "docker"),
        ({}, "plain"),
    ],
)
def test_hosts_are_known_by_their_signs(tmp_path, signs, name):
    found = read(tmp_path, **signs)
    assert found.host == name
    assert found.exposed == (name != "plain")
    for field, value in HOSTS[name].defaults.items():
        assert getattr(found, field) == value


def test_a_container_is_known_by_its_file(tmp_path):
    (tmp_path / ".dockerenv").touch()
    assert read(tmp_path).host == "docker"
    assert read(tmp_path, RENDER="true").host == "render"


def test_community_cloud_is_known_by_its_folder(tmp_path):
    (tmp_path / "mount/src").mkdir(parents=True)
    assert read(tmp_path, HOME="/home/adminuser").host == "streamlit-cloud"
    assert read(tmp_path, HOME="/root").host == "plain"


def test_a_host_only_chooses_defaults_and_can_be_overruled(tmp_path):
    assert read(tmp_path, VERCEL="1", CERTGEN_MAX_UPLOAD="9").max_upload == 9
    assert read(tmp_path, VERCEL="1", CERTGEN_HOST="plain") == Configuration()


@pytest.mark.parametrize(
    ("address", "exposed"),
    [
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
        ("0.0.0.0", True),
        ("10.1.1.1", True),
    ],
)
def test_whoever_listens_to_others_is_exposed(tmp_path, address, exposed):
    assert read(tmp_path, CERTGEN_ADDRESS=address).exposed == exposed


def test_no_secret_is_ever_shown(tmp_path):
    found = read(
        tmp_path,
        CERTGEN_API_KEY=KEY,
        CERTGEN_PASSWORD="a long password",
        CERTGEN_SESSIONS="redis://user:word@cache:6379/0?password=word",
        CERTGEN_SMTP="smtps://ada@example.org:hush@mail.example.org",
        CERTGEN_STORE="s3://id:word@bucket/x",
    )
    told = repr(found) + str(shown(found))
    for hidden in (KEY, "a long password", "word@", "=word", "hush"):
        assert hidden not in told
    assert shown(found)["CERTGEN_API_KEY"] == "••••"
    assert without_secrets("redis://u:p@h/0") == "redis://••••@h/0"


def test_secrets_are_compared_whole():
    assert Secret(KEY).matches(KEY)
    assert not Secret(KEY).matches(KEY[:-1])
    assert not Secret(KEY).matches("")
    assert not Secret("").matches("")


@pytest.mark.parametrize("seconds", [90.0, 60.0, 5400.0, 86400.0 * 7, 9.5])
def test_times_are_read_as_they_are_written(seconds):
    assert duration(0, 1e9)(duration_text(seconds)) == seconds


def test_the_module_prints_the_table_and_what_is_set():
    environment = {**os.environ, "CERTGEN_HOST": "plain", "CERTGEN_PASSWORD": "a long password"}
    done = subprocess.run(
        [sys.executable, "-m", "service.configuration"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    assert done.stdout.startswith(markdown_table())
    assert "CERTGEN_PASSWORD=••••" in done.stdout
    assert "a long password" not in done.stdout
    wrong = {**environment, "CERTGEN_WORKERS": "x"}
    done = subprocess.run(
        [sys.executable, "-m", "service.configuration"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=wrong,
    )
    assert done.returncode == 2
    assert "CERTGEN_WORKERS" in done.stderr
