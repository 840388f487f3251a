"""The `evolve` layer: its parameters, groups, and what it refuses."""

import pytest

from playground.spec import Evolve, Network, SpecError


def network(**layer: object) -> Network:
    """Four qurons and one `evolve` layer."""
    return Network.model_validate({"qurons": 4, "layers": [{"kind": "evolve", **layer}]})


def test_parameters_are_drives_by_quron_then_couplings_by_pair() -> None:
    layer = Evolve(drives="xz", coupling="zz", pairs=((0, 1),))
    assert layer.parameters_on(2) == (((0,), "DX"), ((0,), "DZ"), ((1,), "DX"), ((1,), "DZ"), ((0, 1), "ZZ"))


def test_groups_are_joined_by_couplings() -> None:
    layer = Evolve(coupling="exchange", pairs=((3, 1), (2, 3)))
    assert layer.groups_on(4) == ((0,), (1, 2, 3))
    assert Evolve().groups_on(3) == ((0,), (1,), (2,))


@pytest.mark.parametrize(
    ("layer", "path", "words"),
    [
        ({"drives": "xx"}, "drives", "at most once"),
        ({"drives": "q"}, "drives", "'xz'"),
        ({"duration": -1.0}, "duration", "-1"),
        ({"features": [2]}, "features[0]", "raise `features`"),
        ({"coupling": "zz"}, "coupling", "at most 3"),
        ({"coupling": "zz", "pairs": [[0, 1], [1, 2]], "features": [0]}, "coupling", "at most 2"),
        ({"coupling": "zz", "pairs": [[0, 4]]}, "pairs[0][1]", "from 0 to 3"),
        ({"coupling": "zz", "pairs": [[0, 3]], "qurons": [0, 1]}, "pairs[0][1]", "leave out"),
        ({"coupling": "xx"}, "coupling", "zz"),
    ],
)
def test_refusals_name_the_field_the_value_and_the_remedy(layer: dict, path: str, words: str) -> None:
    with pytest.raises(SpecError, match=None) as refused:
        network(**layer)
    assert refused.value.path == f"layers[0].{path}"
    assert words in refused.value.message


@pytest.mark.parametrize(("features", "most"), [((), 3), ((0,), 2)])
def test_a_quron_more_leaves_a_pattern_that_would_couple_too_many(features: tuple[int, ...], most: int) -> None:
    layer = Evolve(coupling="zz", pattern="all", features=features)
    for n in range(1, most):
        assert layer.with_quron(n) == layer
    grown = layer.with_quron(most)
    assert grown.pairs == layer.pairs_on(most)
    grown.check_on(most + 1, 1)
    assert grown.with_quron(most + 1) == grown


def test_a_pattern_ends_the_pairs_that_would_hide_it() -> None:
    assert Evolve(coupling="zz", pairs=((0, 2),)).changed("pattern", "star") == Evolve(coupling="zz", pattern="star")


def test_a_quron_taken_away_leaves_the_other_drives_and_couplings() -> None:
    layer = Evolve(features=(0, 1, 1), coupling="zz", pairs=((0, 1), (1, 2)))
    left = layer.without_quron(1, 3)
    assert left is not None
    assert left.features_on(2) == (0, 1)
    assert left.coupling is None
    other = layer.without_quron(0, 3)
    assert other is not None
    assert other.pairs == ((0, 1),)
