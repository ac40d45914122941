"""The words of the synthetic catalogue, commonest first, and how often each is drawn.

Some 112,000 Italian words (those of ``pyspellchecker``, inflected forms included) in a shuffled order, behind the stop
words and the words of the trade. Frequencies follow Zipf and Mandelbrot, p(rank) ~ 1 / (rank + 2.7), as in natural
text: 'imprese' is in two entries of three.
"""

import re
from functools import cache
from itertools import accumulate
from random import Random

from spellchecker import SpellChecker

_STOP = """
di e il la che a un in per è una sono del con le i da della non si al gli alla dei come o nel anche delle più ha
tra nella su lo dal questo ai
"""
_TRADE = """
imprese export mercati servizio estero italia lombardia fiera voucher contributo bando internazionalizzazione
dogana assistenza giappone consulenza azienda partner settore missione finanziamento garanzia credito
assicurazione formazione seminario incontri buyer germania francia stati uniti cina india brasile emirati
vietnam corea regno unito spagna polonia turchia messico certificazione origine etichettatura dazi iva contratti
marchi brevetti digitale commercio elettronico marketplace promozione stand catalogo interprete agenda
delegazione desk camera confindustria artigianato agroalimentare vino moda arredo meccanica macchinari chimica
farmaceutico elettronica automotive aerospazio energia ambiente edilizia cosmetica turismo logistica spedizioni
trasporto normativa fiscale legale appalti gare tender investimenti joint venture filiale distributore
importatore agente fattibilità analisi ricerca orientamento temporary manager startup pmi microimprese consorzio
rete filiera innovazione sostenibilità economia circolare domanda scadenza requisiti spesa ammissibile fondo
perduto tasso agevolato simest sace ice unioncamere promos finlombarda assolombarda confapi cna confcommercio
brescia bergamo milano
"""
STOP_WORDS, TRADE = tuple(_STOP.split()), tuple(_TRADE.split())
#: Words of a lower rank are common, of a lower one than the second middling; the rest are rare.
COMMON, MIDDLING = 120, 3_000
_ITALIAN = re.compile(r"[a-zàèéìòù]{3,}")


@cache
def ranked(seed: int) -> tuple[str, ...]:
    """Every word, commonest first: one stop word to two of the trade, then the language."""
    listed = sorted(SpellChecker(language="it").word_frequency.words())
    known = {*STOP_WORDS, *TRADE}
    language = [word for word in listed if _ITALIAN.fullmatch(word) and word not in known]
    Random(f"{seed}:words").shuffle(language)
    stop, trade = list(STOP_WORDS), list(TRADE)
    head: list[str] = []
    while stop or trade:
        head += [*stop[:1], *trade[:2]]
        stop, trade = stop[1:], trade[2:]
    return (*head, *language)


def cumulative_weights(count: int) -> list[float]:
    """The weights of the first ``count`` ranks, summed up, for ``random.choices``."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(1, count + 1)))
