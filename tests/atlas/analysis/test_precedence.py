"""Why one observation speaks and not another: every rule has its words, and the rule names them."""

import pytest

from atlas import i18n
from atlas.analysis import precedence
from atlas.model.view import View


def test_every_real_choice_is_explained(view: View) -> None:
    rows = view.run("conflicts")
    decided = rows.loc[rows["standing"] == "outranked", "decided_by"]
    assert len(decided) > 50
    assert set(decided) <= set(precedence.RULES)
    wanted = {"hedged", "dated", "kind", "date", "basis", "exactness", "earlier", "id"}
    assert wanted <= set(decided)
    assert rows.loc[rows["standing"] == "charted", "decided_by"].isna().all()


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_rule_has_words_of_its_own(language: str) -> None:
    with i18n.speaking(language):
        said = [precedence.explain_choice(rule) for rule in precedence.RULES]
    assert len(set(said)) == len(precedence.RULES)
    assert all(one.endswith(".") for one in said)


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(KeyError):
        precedence.explain_choice("taste")


def test_the_rule_says_what_a_window_does() -> None:
    assert "surely newer" in precedence.explain_rule()
    assert "Within a calendar year: first the kind of source" in precedence.explain_rule()
