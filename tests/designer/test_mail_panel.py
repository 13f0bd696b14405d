"""The section “Send by e-mail” of the make step, with a real mail server behind it."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from certgen.letter import Letter
from certgen.mail.account import Server, account_of, server_at
from certgen.project import Project, save_project
from certgen.records import table_from_rows
from designer import mail_account
from designer.outbox.box import Outbox
from designer.panels import mail, mail_sending
from designer.session import State
from service.configuration import Configuration
from service.setting import Secret
from service.store import LocalStore
from tests.designer.batches import until
from tests.designer.panels import (
    LAYOUT,
    button,
    field,
    give,
    open_panel,
    project_of,
    said,
    state_of,
)
from tests.mail.server import PASSWORD, USER, mail_server

PEOPLE = table_from_rows(
    ("Name", "Course", "E-mail"),
    [
        ("Ana Lindqvist", "Bookbinding", "ana@x.example"),
        ("José Núñez", "Typography", "jose@x.example"),
        ("山田 花子", "Bookbinding", "hanako at x"),
    ],
)
PROJECT = Project(name="Spring", layout=LAYOUT, table=PEOPLE)
OWNER = "p" * 22
SCRIPT = """
from certgen.batch.rows import ALL
from designer.messages import show_messages
from designer.panels.mail import opened
from designer.session import state

opened(state().project, ALL)
show_messages()
"""


@pytest.fixture
def box(tmp_path, monkeypatch):
    """An outbox of the test's own."""
    made = Outbox(LocalStore(tmp_path / "kept"), tmp_path / "work")
    for module in (mail, mail_sending):
        monkeypatch.setattr(module, "outbox", lambda: made)
    mail._mailing.cache_clear()
    yield made
    made.close()


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


@pytest.fixture
def account(server):
    return account_of(server_at(f"smtp://127.0.0.1:{server.port}"), "Lumen <office@lumen.example>")


@pytest.fixture
def host(monkeypatch):
    """Configures the host."""

    def configure(**settings):
        monkeypatch.setattr(mail_account, "configuration", lambda: Configuration(**settings))

    return configure


def panel(project=PROJECT, **state):
    """What is in the section, opened."""
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    give(app, State(project=project, project_id=OWNER, **state))
    return app.run()


def texts(app):
    return [e.value for e in (*app.markdown, *app.caption, *app.text)]


def sent(app, box):
    """The panel once the sending is over."""
    until(lambda: box.status(OWNER) is not None and box.status(OWNER).over)
    return app.run()


def send(app, box):
    button(app, "mail send").click().run()
    button(app, "mail yes").click().run()
    return sent(app, box)


def test_it_is_closed_until_it_is_wanted(box):
    app = open_panel("output", "output_panel", PROJECT)
    assert "Send by e-mail" in [e.label for e in app.expander]
    assert not any(w.key == "mail subject" for w in app.text_input)


def test_what_people_get_is_shown(box):
    app = panel()
    assert app.selectbox(key="mail to").value == "E-mail"
    assert "From: (your address)\nTo: ana@x.example" in texts(app)
    assert "Hello Ana Lindqvist,\n\nyour certificate is attached.\n\nKind regards" in texts(app)
    assert "2 people to send to · 1 without a usable address" in texts(app)
    app.text_input(key="mail subject").set_value("{{Course}} is over").run()
    assert "**Bookbinding is over**" in texts(app)
    button(app, "icon next recipient").click().run()
    assert "**Typography is over**" in texts(app)
    button(app, "icon next recipient").click().run()
    assert "From: (your address)\nTo: (no address) hanako at x" in texts(app)
    assert project_of(app).letter.subject == "{{Course}} is over"
    assert state_of(app).history.undo_label == "Change the message"


def test_columns_are_put_into_the_message(box):
    app = panel(replace(PROJECT, letter=Letter(body="About\n")))
    button(app, "mail column Course").click().run()
    assert project_of(app).letter.body == "About {{Course}}\n"
    assert field(app.text_area, "mail body").value == "About {{Course}}\n"


def test_a_message_that_asks_for_too_much_is_told(box):
    app = panel()
    app.text_input(key="mail subject").set_value("{{Grade}}").run()
    assert "Grade" in said(app)[0]
    assert not [b for b in app.button if b.key == "mail send"]


def test_a_list_without_addresses_leads_to_the_people(box):
    app = panel(replace(PROJECT, table=table_from_rows(("Name",), [("Ana",)])))
    assert "No column of your list" in said(app)[0]
    button(app, "mail to people").click().run()
    assert state_of(app).step == "people"


def test_everybody_is_sent_theirs_after_a_question(box, server, account):
    app = panel(account=account)
    assert button(app, "mail send").label == "Send to 2 people"
    button(app, "mail send").click().run()
    assert "2 messages leave from `office@lumen.example`" in said(app)[0]
    button(app, "mail no").click().run()
    assert server.taken == []
    app = send(app, box)
    assert said(app) == ["2 sent, 1 without an address"]
    assert server.addressed == ["ana@x.example", "jose@x.example"]
    (report,) = app.get("download_button")
    assert report.label == "Report: who was sent what"
    assert any("hanako at x" in line for line in texts(app))
    assert project_of(app).letter.subject == "Your certificate"


def test_pressed_again_only_the_others_are_sent_theirs(box, server, account):
    server.will_say("jose@x.example", "550 Who?")
    app = send(panel(account=account), box)
    assert said(app) == ["1 sent, 1 without an address, 1 refused"]
    assert any("José Núñez: 550 Who" in line for line in texts(app))
    assert button(app, "mail send").label == "Send to 1 person"
    app = send(app, box)
    assert said(app) == ["1 sent, 1 had it already, 1 without an address"]
    assert server.addressed == ["ana@x.example", "jose@x.example"]
    assert "There is nobody left to send to." in texts(app)
    app.checkbox(key="mail again").check().run()
    assert button(app, "mail send").label == "Send to 2 people"
    app = send(app, box)
    assert len(server.taken) == 4


def test_another_server_process_knows_what_was_sent(box, server, account, monkeypatch):
    send(panel(account=account), box)
    other = Outbox(box._store, box._work)
    monkeypatch.setattr(mail, "outbox", lambda: other)
    mail._mailing.cache_clear()
    assert "There is nobody left to send to." in texts(panel(account=account))


def test_a_question_counts_for_what_it_was_about(box, server, account):
    app = panel(account=account)
    button(app, "mail send").click().run()
    app.session_state["designer"].state = replace(
        state_of(app), project=replace(PROJECT, skipped=(2,))
    )
    app.run()
    assert button(app, "mail send").label == "Send to 1 person"
    assert not [b for b in app.button if b.key == "mail yes"]


def test_a_test_goes_to_oneself(box, server, account):
    app = panel(account=account, row=3)
    app.text_input(key="mail test to").set_value("me@x.example")
    button(app, "mail test").click().run()
    assert "Sent to `me@x.example`" in said(app)[0]
    assert server.addressed == ["me@x.example"]
    assert "José Núñez" in server.taken[0].message.get_body().get_content()
    app.text_input(key="mail test to").set_value("me")
    button(app, "mail test").click().run()
    assert said(app)[0].startswith("“me” is not")


def test_it_can_be_stopped_and_gone_on_with(box, server, account):
    server.will_say("MAIL", "250 OK", *["451 Later"] * 3)
    app = panel(account=account)
    button(app, "mail send").click().run()
    button(app, "mail yes").click().run()
    until(lambda: len(server.taken) == 1)
    box.cancel(OWNER)
    app = sent(app, box)
    assert said(app) == [
        "Stopped: 1 sent, 1 without an address. Press Send to go on with the others."
    ]
    server.replies.clear()
    send(app, box)
    assert server.addressed == ["ana@x.example", "jose@x.example"]


def test_what_went_wrong_is_told(box, server, account):
    server.will_say("MAIL", "250 OK", "550 5.4.5 Enough")
    app = send(panel(account=account), box)
    assert "Enough" in said(app)[0]
    assert "So far: 1 sent, 1 without an address." in said(app)[0]


def test_the_account_is_typed_in_and_tried(box, tls, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.file))
    with mail_server(tls.shown, login=True) as server:
        app = panel()
        app.text_input(key="mail address").set_value(f" {USER} ").run()
        app.selectbox(key="mail provider").select_index(7).run()
        app.text_input(key="mail host").set_value("127.0.0.1").run()
        app.number_input(key="mail port").set_value(server.port).run()
        app.text_input(key="mail password").set_value("wrong")
        app.text_input(key="mail name").set_value("Lumen")
        app.button[-1].click().run()
        assert "refuses the login" in said(app)[0]
        app.text_input(key="mail password").set_value(PASSWORD)
        app.button[-1].click().run()
        assert state_of(app).account.server == Server(
            "127.0.0.1", server.port, "tls", USER, PASSWORD
        )
        send(app, box)
        assert server.taken[0].message["From"] == f"Lumen <{USER}>"
        button(app, "mail account other").click().run()
        assert state_of(app).account is None


def test_a_known_address_brings_its_provider(box):
    app = panel()
    app.text_input(key="mail address").set_value("ana@gmail.com").run()
    assert app.selectbox(key="mail provider").value.host == "smtp.gmail.com"
    assert any("app password" in line for line in texts(app))
    assert not any(w.key == "mail host" for w in app.text_input)


def test_no_password_is_kept_in_the_design(box, server, account):
    secret = replace(account.server, user="me", password="hush hush")
    app = panel(account=replace(account, server=secret))
    assert "hush" not in repr(state_of(app))
    assert b"hush" not in save_project(project_of(app))


def test_the_account_of_the_host_is_used(box, server, host):
    host(smtp=Secret(f"smtp://127.0.0.1:{server.port}"), mail_from="Host <host@x.example>")
    app = panel(account=None)
    assert not any(w.key == "mail address" for w in app.text_input)
    assert "From: Host <host@x.example>\nTo: ana@x.example" in texts(app)
    assert not [b for b in app.button if b.key == "mail account other"]
    send(app, box)
    assert server.addressed == ["ana@x.example", "jose@x.example"]


def test_visitors_cannot_make_a_server_connect_anywhere(box, account, monkeypatch):
    """Where others are let in, an account of one's own is neither asked for nor used."""

    class Door:
        keeper = None

    class Open:
        door = Door()

    monkeypatch.setattr(mail_account, "server", lambda: Open())
    app = panel(account=account)
    assert "CERTGEN_SMTP" in said(app)[0]
    assert not any(w.key == "mail address" for w in app.text_input)
    assert not [b for b in app.button if b.key in ("mail send", "mail test")]
