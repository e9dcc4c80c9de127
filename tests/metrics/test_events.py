import pandas as pd

from metrics.events import NOT_RECORDED, groups


def test_groups_are_those_found_in_the_order_of_their_categories():
    kinds = pd.Categorical(["b", "a", "b"], categories=["c", "b", "a"])
    frame = pd.DataFrame({"kind": kinds, "name": ["y", "y", "x"]})

    group, labels = groups(frame, ["kind", "name"])

    assert labels.to_numpy().tolist() == [["b", "x"], ["b", "y"], ["a", "y"]]
    assert group.tolist() == [1, 2, 0]
    assert labels["kind"].cat.categories.tolist() == ["c", "b", "a"]


def test_a_blank_is_a_group_of_its_own():
    group, labels = groups(pd.DataFrame({"name": ["y", None, "x"]}), ["name"])

    assert sorted(labels["name"]) == sorted(["x", "y", NOT_RECORDED])
    assert labels["name"].iloc[group].tolist() == ["y", NOT_RECORDED, "x"]


def test_without_a_column_all_rows_are_one_group():
    group, labels = groups(pd.DataFrame({"name": ["y", "x"]}), [])

    assert group.tolist() == [0, 0]
    assert labels.shape == (1, 0)
    assert groups(pd.DataFrame({"name": []}), [])[1].shape == (0, 0)
