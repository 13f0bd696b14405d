"""Hands quicker than the server, and hands without a mouse: nothing they do is lost."""

from tests.browser.driver import until


def test_what_is_typed_counts_though_the_page_is_clicked_at_once(opened):
    opened.click(45, 115)
    opened.page.get_by_role("spinbutton", name="From left").fill("101.5")
    opened.page.mouse.click(*opened.at(225, 145))
    opened.saved(lambda layout: layout.element("code").box.x == 101.5)


def test_the_keyboard_stays_where_it_was_when_a_number_is_corrected(opened):
    opened.click(45, 115)
    field = opened.page.get_by_role("spinbutton", name="From left")
    field.fill("500")
    field.press("Enter")
    until(lambda: opened.numbers()[0] == 210)
    focused = "() => document.activeElement.getAttribute('aria-label')"
    until(lambda: opened.page.evaluate(focused) == "From left")


def test_the_list_of_fields_does_it_all_by_keyboard(opened):
    def press(name):
        opened.page.get_by_role("button", name=name, exact=True).last.press("Enter")
        opened.rest()

    press("Hide Name")
    opened.saved(lambda layout: layout.element("name").hidden)
    press("Lock Name in its place")
    opened.saved(lambda layout: layout.element("name").locked)
    press("More for Name")
    opened.page.get_by_role("textbox", name="Name of the field").fill("Guest")
    opened.page.keyboard.press("Enter")
    opened.saved(lambda layout: layout.element("name").name == "Guest")
    press("More for Guest")
    press("One step to the front")
    opened.saved(lambda layout: [e.id for e in layout.elements] == ["course", "name", "code"])
    press("Duplicate")
    opened.saved(lambda layout: len(layout.elements) == 4)
    opened.press("Delete")
    opened.saved(lambda layout: len(layout.elements) == 3)
