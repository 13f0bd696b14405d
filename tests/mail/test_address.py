import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.mail.address import addresses_in, as_sent


@pytest.mark.parametrize(
    ("cell", "good"),
    [
        ("ana@x.org", ("ana@x.org",)),
        (" ana@x.org\n", ("ana@x.org",)),
        ("ana@x.org; bo@y.org,cy@z.org", ("ana@x.org", "bo@y.org", "cy@z.org")),
        ("ana@x.org\nbo@y.org", ("ana@x.org", "bo@y.org")),
        ("Ana Lee <ana@x.org>", ("ana@x.org",)),
        ("Lee, Ana <ana@x.org>; bo@y.org", ("ana@x.org", "bo@y.org")),
        ("ana@x.org; ANA@x.org", ("ana@x.org",)),
        ("mailto:ana@x.org", ("ana@x.org",)),
        ("\ufeffana@x.org\u200b", ("ana@x.org",)),
        ("ana\u00a0@x.org".replace("\u00a0", ""), ("ana@x.org",)),
        ("a.b+tag'o@sub.x-y.org", ("a.b+tag'o@sub.x-y.org",)),
        ("ana@Bücher.example", ("ana@xn--bcher-kva.example",)),
        ("ana@straße.example", ("ana@xn--strae-oqa.example",)),
        ("ana@例え.テスト", ("ana@xn--r8jz45g.xn--zckzah",)),
        ("ana@例え。テスト", ("ana@xn--r8jz45g.xn--zckzah",)),
        ("josé@x.org", ("josé@x.org",)),
        ("उपयोगकर्ता@x.org", ("उपयोगकर्ता@x.org",)),
    ],
)
def test_what_people_write_is_understood(cell, good):
    assert addresses_in(cell) == (good, ())


@pytest.mark.parametrize(
    "cell",
    [
        "ana",
        "ana@",
        "@x.org",
        "ana@x",
        "ana@@x.org",
        "ana lee@x.org",
        "ana@x..org",
        "ana@-x.org",
        "ana@x.org.",
        ".ana@x.org",
        "ana.@x.org",
        "a..b@x.org",
        "ana@1.2.3.4",
        "ana@[1.2.3.4]",
        '"a b"@x.org',
        "ana@x_y.org",
        "ana@x.org\x00",
        "ana\r@x.org",
        "ana@x.org\rBcc: bo@y.org",
        f"{'a' * 65}@x.org",
        f"ana@{'x' * 64}.org",
        f"ana@{'x.' * 130}org",
        "ana@💌.org",
        "\ud800@x.org",
        "n/a",
    ],
)
def test_what_is_no_address_is_told(cell):
    good, bad = addresses_in(cell)
    assert good == ()
    assert bad


def test_nothing_is_nothing():
    assert addresses_in("") == addresses_in(" ;, \n") == ((), ())


def test_one_wrong_address_leaves_the_other():
    assert addresses_in("ana@x.org; bo@") == (("ana@x.org",), ("bo@",))


@given(st.text())
def test_no_address_can_become_a_header_or_a_command(cell):
    for address in addresses_in(cell).good:
        assert not set(address) & set('\r\n\0 \t<>,;:"()[]\\')
        assert all(char.isprintable() for char in address)
        assert address.count("@") == 1
        address.encode()


@given(st.text(string.printable + "ßéñ例\u200b\u2028\x85@.<>;,", max_size=40))
def test_no_cell_is_too_strange(cell):
    good, bad = addresses_in(cell)
    for address in good:
        assert as_sent(address) == address
        assert address.rpartition("@")[2].isascii()
    assert all(piece.strip() for piece in bad)
