from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.errors import LayoutError
from certgen.letter import Letter
from certgen.mail.account import account_of, one_line, server_at
from certgen.mail.message import parcel, words_of

ACCOUNT = account_of(server_at("smtps://m.example"), "office@lumen.example", "ana@lumen.example")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HEADERS = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID"),
    *("MIME-Version", "Content-Type"),
}


def packed(words=None, name="", to=("ana@x.org", "bo@y.org"), file_name="1.pdf", data=b"%PDF\n."):
    made = parcel(
        replace(ACCOUNT, name=name),
        to,
        words or words_of(Letter(), {}),
        file_name=file_name,
        data=data,
        number="key.1",
        date=NOON,
    )
    return made, message_from_bytes(made.data, policy=policy.default)


def test_a_message_has_what_it_needs():
    letter = Letter(subject="Well done, {{Name}}!", body="Dear {{Name}},\n\n{{Course}} is over.\n")
    words = words_of(letter, {"Name": "Zoë", "Course": "Botany"})
    _, message = packed(words, name="Lumen Academy", file_name="Zoë Marín.pdf")
    assert set(message.keys()) == HEADERS
    assert message["From"] == "Lumen Academy <office@lumen.example>"
    assert message["To"] == "ana@x.org, bo@y.org"
    assert message["Reply-To"] == "ana@lumen.example"
    assert message["Subject"] == "Well done, Zoë!"
    assert message["Date"] == "Mon, 04 May 2026 12:00:00 +0000"
    assert message["Message-ID"] == "<key.1@lumen.example>"
    assert message.get_body().get_content_type() == "text/plain"
    assert message.get_body().get_content().splitlines() == ["Dear Zoë,", "", "Botany is over."]
    (certificate,) = message.iter_attachments()
    assert certificate.get_content_type() == "application/pdf"
    assert certificate.get_content_disposition() == "attachment"
    assert certificate.get_filename() == "Zoë Marín.pdf"
    assert certificate.get_content() == b"%PDF\n."


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.png", "image/png"), ("a.jpg", "image/jpeg"), ("a.pdf", "application/pdf")],
)
def test_pictures_are_attached_as_pictures(name, kind):
    _, message = packed(file_name=name)
    assert next(message.iter_attachments()).get_content_type() == kind


def test_dates_are_in_the_language_of_the_layout():
    words = words_of(Letter(subject="{{Day:%d %B}}"), {"Day": "2026-05-04"}, "es")
    assert words.subject == "04 mayo"


def test_a_letter_that_asks_for_a_column_that_is_not_there_is_told():
    with pytest.raises(LayoutError, match="Grade"):
        words_of(Letter(body="{{Grade}}"), {"Name": "Ana"})


def test_letters_before_the_at_are_carried_as_they_are():
    made, _ = packed(to=("josé@x.org",))
    assert made.international
    assert "To: josé@x.org\r\n".encode() in made.data


values = st.text(max_size=100)


@settings(max_examples=40)
@given(values, values, values, st.text(max_size=200))
def test_whatever_a_cell_holds_it_stays_where_it_belongs(name, title, person, text):
    """No value makes a header, an address, a line that is too long, or a letter that is lost."""
    letter = Letter(subject="{{Title}}", body="{{Text}}")
    words = words_of(letter, {"Title": title, "Text": text})
    name, file_name = one_line(name), f"{one_line(person)} 1.pdf"
    made, message = packed(words, name=name, file_name=file_name)
    assert made.data.isascii()
    assert max(map(len, made.data.split(b"\r\n"))) <= 998
    assert b"\n" not in made.data.replace(b"\r\n", b"")
    assert set(message.keys()) == HEADERS
    assert [a.addr_spec for a in message["To"].addresses] == ["ana@x.org", "bo@y.org"]
    (sender,) = message["From"].addresses
    assert sender.addr_spec == "office@lumen.example"
    # Python's reader puts spaces between the pieces of an encoded name.
    assert sender.display_name.replace(" ", "") == name.replace(" ", "")
    assert message["Subject"] == words.subject == one_line(title)
    assert message.get_body().get_content().replace("\r\n", "\n") == words.body
    (certificate,) = message.iter_attachments()
    assert certificate.get_filename() == one_line(file_name)
    assert certificate.get_content() == b"%PDF\n."


@given(st.text())
def test_a_body_is_plain_text(text):
    body = words_of(Letter(body="{{Text}}"), {"Text": text}).body
    assert body.endswith("\n")
    assert not set(body) & {"\r", "\0", "\x0b", "\x0c", "\x85", "\u2028"}
