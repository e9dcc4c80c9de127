"""Do the examples in the docstrings hold?"""

import doctest
import importlib
import pkgutil

import pytest

import plan

MODULES = [m.name for m in pkgutil.iter_modules(plan.__path__) if m.name != "__main__"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name):
    module = importlib.import_module(f"plan.{name}")
    assert doctest.testmod(module).failed == 0
