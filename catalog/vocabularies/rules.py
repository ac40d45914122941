"""Which words the search may be taught. A wrong one is felt in every search, so each refusal says why.

The words that the files brought are taken as they are: their effect was measured on the judged searches.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from catalog.search import analysis, data

LONGEST, MOST_WORDS = 80, 12
#: Phrases of one group.
MOST_PHRASES = 60


def problems_of_group(terms: Sequence[str], sources: Sequence[str], *, known: Iterable[str] = ()) -> list[str]:
    """What is wrong with a group, for whoever wrote it; [] when it may be taught. ``known`` are phrases it had."""
    found = []
    if not terms:
        found.append(_("Write the words first."))
    elif not sources and len(terms) < 2:
        found.append(_("One phrase alone means nothing else: write another that means the same."))
    if len(terms) + len(sources) > MOST_PHRASES:
        found.append(_("At most %(count)d phrases fit in a group: make two of it.") % {"count": MOST_PHRASES})
    taught = set(known)
    said: set[tuple[str, ...]] = set()
    for phrases in (terms, sources):
        for phrase in phrases:
            # A phrase that leads to others is heard in what firms type; so is each of those that mean the same.
            heard = phrases is sources or not sources
            found += [] if phrase in taught else problems_of_phrase(phrase, heard=heard)
            spoken = tuple(analysis.tokens(phrase))
            if spoken in said and phrase not in taught:
                found.append(_("“%(phrase)s” is there twice.") % {"phrase": phrase})
            said.add(spoken)
    return found


def problems_of_phrase(phrase: str, *, heard: bool = True) -> list[str]:
    """What is wrong with one phrase. ``heard`` says that searches are to be understood by it."""
    spoken = analysis.tokens(phrase)
    telling = [word for word in spoken if not analysis.is_stop_word(word)]
    if not spoken:
        return [_("“%(phrase)s” holds no word.") % {"phrase": phrase}]
    if len(phrase) > LONGEST or len(spoken) > MOST_WORDS:
        return [_("“%(phrase)s” is too long: nobody searches for it like that.") % {"phrase": phrase[:LONGEST]}]
    if not telling:
        return [_("“%(phrase)s” says nothing by itself: it is in every sentence.") % {"phrase": phrase}]
    if heard and len(telling) == 1 and (telling[0] in _everyday() or len(telling[0]) < 2):
        return [
            _("“%(phrase)s” is a word of every day: searches for other things would end here. Add words to it.")
            % {"phrase": phrase}
        ]
    return []


def problems_of_sentences(sentences: Iterable[str], *, known: Iterable[str] = ()) -> list[str]:
    """What is wrong with sentences that are to tell a need: each must say at least two things."""
    taught = set(known)
    found = []
    for sentence in sentences:
        if sentence in taught:
            continue
        problems = problems_of_phrase(sentence, heard=False)
        telling = {word for word in analysis.tokens(sentence) if not analysis.is_stop_word(word)}
        if not problems and len(telling - _everyday()) < 2:
            problems = [
                _("“%(sentence)s” says too little to tell a need by: use two words that mean something.")
                % {"sentence": sentence}
            ]
        found += problems
    return found


def _everyday() -> set[str]:
    return {analysis.fold(word) for listed in data.read("everyday").values() for word in listed}
