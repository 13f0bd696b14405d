"""The spreadsheet to fill in comes back as it was given."""

from certgen.reading import read_table
from designer.sample_list import sample_xlsx


def test_a_filled_in_list_is_read_as_it_stands():
    columns = ("Name", "No", "Date", "Motto")
    rows = [("Ana Pérez", "007", "2026-04-03", "=1+1"), ("山田 花子", "1e5", "3/4/2026", "NA")]
    table = read_table(sample_xlsx(columns, rows), "people.xlsx")
    assert table.columns == columns
    assert [tuple(record.values.values()) for record in table.records] == rows
