"""Are the forms found that the dates of a column may have been written in?"""

import numpy as np

from extracts.mapping.date_forms import days_of, forms_in, share_of_dates


def names(texts):
    forms, ambiguous = forms_in(texts)
    return [f.name for f in forms], ambiguous


def test_day_first_goes_before_month_first_where_both_fit_alike():
    assert names(["01/02/2026", "02/03/2026"]) == (["dd/mm/yyyy", "mm/dd/yyyy"], True)
    assert names(["01/02/26"]) == (["dd/mm/yy", "mm/dd/yy"], True)
    assert names(["01/02/2026", "13/03/2026"]) == (["dd/mm/yyyy", "mm/dd/yyyy"], False)
    assert names(["01/02/2026", "03/13/2026"]) == (["mm/dd/yyyy", "dd/mm/yyyy"], False)
    assert names(["2026-11-20T09:30:00Z", "20 Nov 2026"]) == (["yyyy-mm-dd", "dd-Mon-yyyy"], False)
    assert names(["x", "31/02/2026"]) == ([], False)
    assert names([]) == ([], False)


def test_a_time_does_not_make_another_day():
    forms, _ = forms_in(["20/11/2026 09:00", "20/11/2026 10:00", "21/11/2026"])
    assert (forms[0].n, forms[0].example) == (2, "20/11/2026")


def test_the_share_is_of_the_likeliest_form():
    assert share_of_dates(["20/11/2026", "21/11/2026", "2026-11-20", "soon"]) == 0.5
    assert share_of_dates([]) == 0


def test_days_are_read_by_the_likeliest_form():
    days = days_of(["20/11/2026 10:15", "", "soon", "01/12/2026"])
    assert days.tolist() == [
        np.datetime64("2026-11-20").item(),
        None,
        None,
        np.datetime64("2026-12-01").item(),
    ]
    assert np.isnat(days_of(["a", "b"])).all()
