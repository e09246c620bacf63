"""Texts of charts about peers: who they are, how much each trait counts, how they are found."""

from collections.abc import Iterable, Mapping

from atlas import i18n
from atlas.i18n import _
from atlas.model.view import View
from atlas.text import peer_reasons, peer_standing


def describe(peer_ids: Iterable[str], by_hand: bool, view: View, weights: Mapping[str, int]) -> str:
    """Return the sentences that say who the peers are, and unless picked by hand, the weights."""
    sentence = peer_standing.describe_peers(peer_ids, by_hand, view)
    return sentence if by_hand else f"{sentence} {describe_weights(weights)}"


def describe_weights(weights: Mapping[str, int]) -> str:
    """Return the sentence that names the traits with another weight than 1."""
    words = peer_reasons.trait_words()
    counts = [
        _("{trait} ×{weight}").format(trait=words[trait], weight=i18n.number(weight))
        for trait, weight in weights.items()
        if weight != 1
    ]
    if not counts:
        return _("All traits count the same.")
    return _("Weights: {changed}; all others ×1.").format(changed=", ".join(counts))


def explain_nearness() -> str:
    """Return the explanation of how similarity is computed."""
    return "\n\n".join(
        (
            _(
                "Each peer is compared with the cluster on six traits. Every trait gives a "
                "distance from 0 (alike) to 1 (nothing alike): years of difference in age; "
                "the ratio of the numbers of members and of staff; sectors in common, half by "
                "sector and half by sector group; the same kind of region or another (city region, "
                "one region, several regions, whole country); across borders or not."
            ),
            _(
                "Age, members and staff count as nothing alike from the span on within which the "
                "middle nine tenths of all clusters lie, so that a single giant does not make all "
                "others look alike."
            ),
            _(
                "Distance = sum of (weight × distance of the trait) / sum of the weights, over "
                "the traits known of both. Similarity = 100 × (1 − distance). What is not "
                "known is left out, never guessed; a cluster of which less than half of the "
                "weight can be compared is not ranked, and those of which two thirds can be come "
                "first. Ties stand in the order of their names."
            ),
            _(
                "Source of the formula: J. C. Gower, A general coefficient of similarity and some "
                "of its properties, Biometrics 27 (1971). In full, with an example worked out by "
                "hand: docs/peers.md."
            ),
        )
    )


def explain_standing() -> str:
    """Return the explanation of how to read dots, whiskers and percentiles."""
    return "\n\n".join(
        (
            _(
                "Every dot is a peer that reports the figure; the diamond is the cluster itself. A "
                "line through a dot or the diamond is the range that its source's hedge leaves, "
                "such as “about 200”. Who reports nothing is not drawn, and never as zero."
            ),
            peer_standing.explain(),
        )
    )
