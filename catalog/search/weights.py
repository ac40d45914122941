"""Every number of the ranking, in one place.

Set on the development half of the judged searches and checked on a second collection judged by somebody else, general
rules only: see tests/search/test_relevance.py. Weights are in points of a body match; shares are of the best score that
a query could give.
"""

from catalog.search.fields import Field
from catalog.search.vocabulary import BY_CITY, BY_NAME, BY_PEOPLE

#: One point of weight, as the integer the planes add.
UNIT = 64

#: What a match in a field is worth.
FIELDS = {
    Field.TITLE: 3.0,
    Field.TITLE_EN: 1.8,
    Field.SUMMARY: 2.2,
    Field.SUMMARY_EN: 1.4,
    Field.QUESTIONS: 1.8,
    Field.QUESTIONS_EN: 1.4,
    Field.OWNER: 2.0,
    Field.LABELS: 1.0,
    Field.OFFERS: 1.7,
    Field.SEARCH_TERMS: 1.6,
    Field.SEARCH_TERMS_EN: 1.0,
    Field.BODY: 1.1,
}
TOP = max(FIELDS.values())
#: What a way of saying is worth beside the word itself.
SAID = {"word": 1.0, "synonym": 0.6, "kin": 0.7, "lead": 0.7}
#: What carrying a recognised facet is worth, as a share of a title match.
MEANT = {
    "country": 1.35,
    "area": 0.5,
    "province": 1.1,
    "sector": 0.6,
    "need": 0.7,
    "type": 0.55,
    "kind": 0.5,
    "stage": 0.3,
    "partner": 1.6,
    "status": 0.5,
}
HOW = {BY_NAME: 1.0, BY_CITY: 0.9, BY_PEOPLE: 1.0}
#: Being for many countries, one of which was named, beside being for few.
MANY_COUNTRIES = 0.6
#: Valid for every country (sector, province), when the query names one; as a share of a title match.
EVERYWHERE = {"country": 0.22, "sector": 0.2, "province": 0.18}
#: The share of every further alternative of a slot that an entry also meets.
REST = 0.13

#: How much the commonest word says beside the rarest, and how fast rarity is rewarded.
LEAST = 0.15
RARITY = 1.1
#: A word that no entry uses, alone or with something it is known to mean.
UNUSED = 0.3
UNUSED_KNOWN = 0.9
#: What a sentence leads to without saying it, beside a word of the query.
LED = 0.05

#: How a query's needs are learnt: what the entries and what firms' own phrases count, how much doubt is left to a word
#: that only one need uses, and how sure many words make.
NEED_ENTRIES = 2.6
NEED_PHRASES = 4.0
NEED_SMOOTHING = 0.015
NEED_SHARPNESS = 0.7
#: The likeliest needs of the sentence: how many count, the share of one that is certain, how fast it falls with doubt,
#: and what a body that serves it among others has of it.
NEEDS = 3
NEED = 0.22
NEED_DOUBT = 0.6
SERVES = 0.5
#: A need this unlikely is another one than the query's.
OTHER_NEED_FROM = 0.03
#: Entries that no place, sector or province narrows, when the query names none; of those that meet it.
GENERAL = {"country": 0.03, "sector": 0.045, "province": 0.07}
#: What a firm can ask for, before who gives it and what is over.
SERVICE = 0.02
#: Open or available, when the query asks for that.
OPEN = 0.3

#: Soft penalties: what is left of the score, in sixteenths.
OTHER = {"country": 9, "province": 11, "sector": 14, "need": 15}
CLOSED = 11
UNDATED = 11
PAST_MISSION = 12

#: Above this share of the best possible score an entry is the answer.
ANSWER = 0.45
#: Below this cover of the query, or this share of the best possible score, the search does not trust itself;
#: nor when so many words are foreign to the catalogue, unless an entry comes close all the same.
TRUSTED_COVER = 0.5
TRUSTED_CLOSEST = 0.3
FOREIGN = 0.5
ALL_FOREIGN = 0.66
CLOSE = 0.75
