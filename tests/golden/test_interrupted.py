"""Interrupted time series of a published example, to the figures that were printed."""

import numpy as np
import pandas as pd
import pytest

from metrics.interrupted import regression
from tests.golden.found import HERE

START = 1989
STATES = pd.read_csv(HERE / "interrupted" / "california.csv", index_col="Year")
YEARS = STATES.index.to_numpy(float)
CALIFORNIA = STATES["California"].to_numpy()
OTHERS = STATES.drop(columns="California").mean(axis=1).to_numpy()


def fit(line):
    """Step, level in 1989 without it, trend, and by how much the trend changes, as was printed."""
    since = YEARS - START
    after = since >= 0
    design = np.column_stack([after, np.ones(len(since)), since, after * since]).astype(float)
    return regression(line, design, YEARS, 0.0)


def test_california_by_itself_is_as_r_prints_it():
    printed = [-20.05810, 98.41579, -1.77947, -1.49465]
    assert fit(CALIFORNIA).coefficients == pytest.approx(printed, abs=5e-6)


def test_california_beside_other_states_is_as_linden_prints_it():
    assert fit(CALIFORNIA).coefficients[0] == pytest.approx(-20.0581, abs=5e-5)
    assert fit(OTHERS).coefficients[0] == pytest.approx(-17.25168, abs=5e-6)
    assert fit(CALIFORNIA - OTHERS).coefficients[0] == pytest.approx(-2.806417, abs=5e-7)
