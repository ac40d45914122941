"""Which of the needs a query is about, word by word: learnt from firms' own phrases and from the entries that serve
each need.

A word speaks for a need as far as the phrases and entries of that need use it more than those of the others (naive
Bayes over the twelve needs). Nobody has to write a rule for 'macchinari da riportare indietro' to be about customs.
"""

import math
from collections.abc import Iterable, Mapping

from catalog.search import analysis, weights
from catalog.search.fields import Field
from catalog.search.index import Index
from catalog.search.vocabulary import Lexicon

#: Fields in which an entry says what it is for; its body mentions too much else.
_FIELDS = (
    Field.TITLE,
    Field.TITLE_EN,
    Field.SUMMARY,
    Field.SUMMARY_EN,
    Field.QUESTIONS,
    Field.QUESTIONS_EN,
    Field.SEARCH_TERMS,
    Field.SEARCH_TERMS_EN,
)
#: Added to the number of entries of a need, so that one entry with a word does not decide where a need has few.
_FEW = 5


def likely_needs(
    words: Iterable[str], strengths: Mapping[str, float], index: Index, known: Lexicon
) -> dict[str, float]:
    """The probability of each need, the likeliest first, from folded content words.

    ``strengths`` is how strongly recognised phrases speak of a need, in the logarithm of odds. {} when nothing speaks
    of any.
    """
    carriers = index.facet_values("need")
    entries = {need: bits.bit_count() + _FEW for need, bits in carriers.items()}
    evidence = {need: strengths.get(need, 0.0) for need in carriers}
    heard = any(evidence.values())
    for word in dict.fromkeys(words):
        used, said = _users(word, index), known.need_words.get(analysis.light(word), {})
        shares = {
            need: weights.NEED_ENTRIES * (used & bits).bit_count() / entries[need]
            + weights.NEED_PHRASES * said.get(need, 0.0)
            for need, bits in carriers.items()
        }
        total = sum(shares.values())
        if total:
            heard = True
            smoothed = total + weights.NEED_SMOOTHING * len(carriers)
            for need, share in shares.items():
                evidence[need] += weights.NEED_SHARPNESS * math.log((share + weights.NEED_SMOOTHING) / smoothed)
    return _probabilities(evidence) if heard else {}


def _users(word: str, index: Index) -> int:
    """The entries that use a word to say what they are for."""
    bits = 0
    for language in ("it", "en"):
        postings = index.postings(analysis.stem(word, language))
        for field in _FIELDS:
            if field.language == language:
                bits |= postings.get(field, 0)
    return bits


def _probabilities(evidence: Mapping[str, float]) -> dict[str, float]:
    strongest = max(evidence.values())
    odds = {need: math.exp(value - strongest) for need, value in evidence.items()}
    total = sum(odds.values())
    return {need: value / total for need, value in sorted(odds.items(), key=lambda item: (-item[1], item[0]))}
