"""`certgen send`, with a real mail server."""

from __future__ import annotations

import csv
import io
import sys

import pytest

from certgen.errors import ExitCode
from certgen.mail.account import A_MINUTE, FROM, REPLY_TO, SMTP
from certgen.project import Project, save_project
from certgen.records import table_from_rows
from certgen.starter import place_name
from tests.mail.server import PASSWORD, USER, mail_server

COLUMNS = ("Name", "Course", "E-mail")
PEOPLE = (
    ("Ann Lee", "Botany", "ann@x.example"),
    ("Zoë Marín", "Physics", "zoe@x.example"),
    ("张伟", "Botany", ""),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def project(tmp_path):
    """A project file with three people, two of them with an address."""
    project = Project(table=table_from_rows(COLUMNS, PEOPLE))
    path = tmp_path / "my.certgen"
    layout = place_name(project.layout, ("Name",))
    path.write_bytes(save_project(Project(layout=layout, table=project.table)))
    return path


@pytest.fixture
def server(monkeypatch):
    """A plain server that the environment names."""
    with mail_server() as server:
        monkeypatch.setenv(SMTP, f"smtp://127.0.0.1:{server.port}")
        monkeypatch.setenv(FROM, "Lumen <office@lumen.example>")
        yield server


@pytest.fixture
def typed(monkeypatch):
    """Sits at a terminal and types this."""
    return lambda text: monkeypatch.setattr(sys, "stdin", Terminal(text))


def test_everybody_with_an_address_gets_mail(certgen, project, server):
    said = certgen("send", project, "--yes")
    assert said.code == ExitCode.OK
    assert said.out == f"2 sent, 1 without an address: {project.with_name('my-sent.csv')}\n"
    assert server.addressed == ["ann@x.example", "zoe@x.example"]
    assert server.taken[0].message["From"] == "Lumen <office@lumen.example>"
    assert server.taken[0].message["Subject"] == "Your certificate"
    report = project.with_name("my-sent.csv").read_text("utf-8-sig").splitlines()
    assert [row["Status"] for row in csv.DictReader(report)] == ["sent", "sent", "no address"]


def test_again_sends_nothing_twice(certgen, project, server):
    server.will_say("zoe@x.example", "550 Who?")
    said = certgen("send", project, "--yes")
    assert said.code == ExitCode.MAIL
    assert "Row 3, Zoë Marín: 550 Who?" in said.err
    said = certgen("send", project, "--yes")
    assert said.out.startswith("1 sent, 1 sent before, 1 without an address: ")
    assert server.addressed == ["ann@x.example", "zoe@x.example"]
    certgen("send", project, "--yes", "--again", "--rows", "2")
    assert server.addressed[2:] == ["ann@x.example"]


def test_what_is_written_can_be_said(certgen, project, server, tmp_path):
    body = tmp_path / "message.txt"
    body.write_text("Dear {{Name}},\n\nhere it is.\n", encoding="utf-8-sig")
    options = ("--subject", "{{Course}}", "--body", body, "--from", "ann@lumen.example")
    certgen("send", project, "--yes", *options, "--reply-to", "bo@lumen.example", "--format", "png")
    message = server.taken[0].message
    assert message["Subject"] == "Botany"
    assert message["From"] == "ann@lumen.example"
    assert message["Reply-To"] == "bo@lumen.example"
    assert message.get_body().get_content().startswith("Dear Ann Lee,\r\n")
    assert next(message.iter_attachments()).get_content_type() == "image/png"


def test_a_dry_run_says_all_and_does_nothing(certgen, project, monkeypatch):
    monkeypatch.delenv(SMTP, raising=False)
    said = certgen("send", project, "--dry-run", "--subject", "For {{Name}}")
    assert said.code == ExitCode.OK
    assert said.out.splitlines() == [
        "Row 2, Ann Lee: ann@x.example, 1 Ann Lee.pdf",
        "Row 3, Zoë Marín: zoe@x.example, 2 Zoë Marín.pdf",
    ]
    assert "Row 4, 张伟: no address." in said.err
    assert "For Ann Lee" in said.err
    assert "2 would be sent, 1 without an address. Nothing was sent." in said.err
    assert [path.name for path in project.parent.iterdir()] == ["my.certgen"]


def test_a_dry_run_knows_what_was_sent(certgen, project, server):
    certgen("send", project, "--yes", "--rows", "2")
    said = certgen("send", project, "--dry-run")
    assert "1 would be sent, 1 sent before, 1 without an address." in said.err


def test_the_first_one_to_oneself(certgen, project, server):
    said = certgen("send", project, "--test", "me@x.example")
    assert said.code == ExitCode.OK
    assert server.addressed == ["me@x.example"]
    assert [path.name for path in project.parent.iterdir()] == ["my.certgen"]


@pytest.mark.parametrize(("answer", "sent"), [("y\n", 2), ("Yes\n", 2), ("n\n", 0), ("", 0)])
def test_it_asks_on_a_terminal(certgen, project, server, typed, answer, sent):
    typed(answer)
    said = certgen("send", project)
    assert "Ann Lee: ann@x.example" in said.err
    assert "2 to be sent, 1 without an address." in said.err
    assert said.code == (ExitCode.OK if sent else ExitCode.CANCELLED)
    assert len(server.taken) == sent


def test_it_does_not_send_unasked(certgen, project, server, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    said = certgen("send", project)
    assert said.code == ExitCode.MAIL
    assert "--yes" in said.err
    assert server.taken == []


def test_what_was_done_is_reported_when_the_rest_fails(certgen, project, server):
    server.will_say("MAIL", "250 OK", "550 5.4.5 Enough for today")
    said = certgen("send", project, "--yes")
    assert said.code == ExitCode.MAIL
    assert "Enough for today" in said.err
    assert said.out.startswith("1 sent, 1 without an address: ")


def test_encryption_and_login(certgen, project, monkeypatch, tls):
    with mail_server(tls.shown, starttls=True, login=True) as server:
        monkeypatch.setenv(SMTP, f"smtp+starttls://{USER}:{PASSWORD}@127.0.0.1:{server.port}")
        said = certgen("send", project, "--yes")
        assert said.code == ExitCode.MAIL
        assert "not trusted" in said.err
        monkeypatch.setenv("SSL_CERT_FILE", str(tls.file))
        assert certgen("send", project, "--yes").code == ExitCode.OK
        assert server.taken[0].signed_in
        monkeypatch.setenv(SMTP, f"smtp+starttls://{USER}:wrong@127.0.0.1:{server.port}")
        said = certgen("send", project, "--yes", "--again")
        assert f"refuses the login of “{USER}”" in said.err


@pytest.mark.parametrize(
    ("environment", "options", "code", "told"),
    [
        ({SMTP: ""}, (), ExitCode.MAIL, "No e-mail account is set.\n  Name it in the env"),
        ({SMTP: "mail.x.org"}, (), ExitCode.MAIL, "not one"),
        ({SMTP: "smtp://mail.x.org"}, (), ExitCode.MAIL, "unencrypted"),
        ({SMTP: "smtp://localhost:1"}, (), ExitCode.MAIL, "it refuses"),
        ({FROM: "Lumen"}, (), ExitCode.MAIL, "“Lumen” is no sender"),
        ({REPLY_TO: "me"}, (), ExitCode.MAIL, "“me”"),
        ({A_MINUTE: "many"}, (), ExitCode.MAIL, f"{A_MINUTE} is “many”"),
        ({}, ("--to", "Mail"), ExitCode.DATA, "no column “Mail”"),
        ({}, ("--subject", "{{Grade}}"), ExitCode.LAYOUT, "“Grade”"),
        ({}, ("--subject", "x" * 201), ExitCode.MAIL, "more than 200 letters"),
        ({}, ("--body", "gone.txt"), ExitCode.MAIL, "gone.txt"),
        ({}, ("--test", "me"), ExitCode.MAIL, "“me” is not an e-mail address"),
    ],
)
def test_what_is_wrong_is_told(certgen, project, monkeypatch, environment, options, code, told):
    for name, value in {SMTP: "smtp://localhost:1", FROM: "a@x.org", **environment}.items():
        monkeypatch.setenv(name, value)
    said = certgen("send", project, "--yes", *options)
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert [path.name for path in project.parent.iterdir()] == ["my.certgen"]


def test_a_list_without_addresses_is_told(certgen, project, server, people):
    said = certgen("send", project, "--data", people, "--yes")
    assert said.code == ExitCode.DATA
    assert "no column with e-mail addresses" in said.err
