from designer.history import KEPT, History


def test_undo_goes_back_and_redo_forward():
    history = History().recorded("a", "make b").recorded("b", "make c")
    assert history.undo_label == "make c"
    now, history = history.undone("c")
    assert (now, history.undo_label, history.redo_label) == ("b", "make b", "make c")
    now, history = history.undone(now)
    assert (now, history.undo_label) == ("a", "")
    now, history = history.redone(now)
    now, history = history.redone(now)
    assert (now, history.redo_label, history.undo_label) == ("c", "", "make c")


def test_nothing_to_undo_or_redo_changes_nothing():
    history = History()
    assert history.undone("a") == ("a", history)
    assert history.redone("a") == ("a", history)


def test_a_new_change_ends_what_could_be_redone():
    history = History().recorded("a", "make b")
    now, history = history.undone("b")
    assert history.recorded(now, "make x").future == ()


def test_a_series_is_one_step():
    history = History()
    for value in "abc":
        history = history.recorded(value, "nudge", series="nudge:name")
    assert history.undone("d")[0] == "a"


def test_another_series_or_a_plain_change_ends_the_series():
    history = History().recorded("a", "nudge", series="one").recorded("b", "nudge", series="two")
    assert history.undone("c")[0] == "b"
    assert len(History().recorded("a", "drop").recorded("b", "drop").past) == 2


def test_a_series_does_not_swallow_what_was_undone():
    history = History().recorded("a", "nudge", series="s").recorded("b", "other")
    now, history = history.undone("c")
    history = history.recorded(now, "nudge", series="s")
    assert history.undone("x")[0] == "b"


def test_only_so_many_steps_are_kept():
    history = History()
    for value in range(KEPT + 5):
        history = history.recorded(value, str(value))
    assert len(history.past) == KEPT
    assert history.past[0].value == 5
