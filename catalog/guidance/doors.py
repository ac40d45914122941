"""The three doors: what a firm does first, by how far it has gone abroad. The words are ours, told as to a neighbour.

Which entries stand under each step is a rule's business (``guides``): none is named here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from catalog.enums import Stage


@dataclass(frozen=True)
class Step:
    """One thing to do, in its turn: what, why, and the needs whose services help with it."""

    key: str
    title: str | Promise
    text: str | Promise
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Door:
    """What one kind of firm is told: who it is, and its steps in order."""

    stage: Stage
    title: str | Promise
    lead: str | Promise
    made_for: str | Promise
    also_for: str | Promise
    steps: tuple[Step, ...]

    def get_absolute_url(self) -> str:
        return reverse(f"catalog:door-{self.stage}")

    @property
    def needs(self) -> tuple[str, ...]:
        """All the needs of its steps, the first steps' first."""
        return tuple(need for step in self.steps for need in step.needs)


DOORS: Mapping[str, Door] = {
    Stage.FIRST_TIME: Door(
        Stage.FIRST_TIME,
        gettext_lazy("Never abroad so far"),
        gettext_lazy(
            "You can begin with little: one conversation, one market, the right papers. "
            "Here is in which order, and who goes with you."
        ),
        gettext_lazy("It is made for firms that have never sold abroad."),
        gettext_lazy("It is open to firms that have never sold abroad."),
        (
            Step(
                "talk",
                gettext_lazy("Talk to someone who does this every day"),
                gettext_lazy(
                    "Before you spend anything, tell them what you make. "
                    "They see whether the product is ready, and what is missing."
                ),
                ("orientation", "training-skills"),
            ),
            Step(
                "market",
                gettext_lazy("Choose one country, only one"),
                gettext_lazy("Look at who buys there, at what price and under which rules, before you set out."),
                ("market-information",),
            ),
            Step(
                "customers",
                gettext_lazy("Meet your first customers"),
                gettext_lazy(
                    "A shared stand at a trade fair, or meetings with buyers chosen for you: you do not go alone."
                ),
                ("fairs-promotion", "finding-partners"),
            ),
            Step(
                "papers",
                gettext_lazy("Put your papers in order"),
                gettext_lazy("Invoice, origin, customs, VAT: ask before the goods leave, not after."),
                ("customs-legal-tax",),
            ),
            Step(
                "paid",
                gettext_lazy("Make sure you get paid"),
                gettext_lazy("At the first order, agree on how it is paid. A customer you do not know can be insured."),
                ("credit-insurance",),
            ),
        ),
    ),
    Stage.CONSOLIDATING: Door(
        Stage.CONSOLIDATING,
        gettext_lazy("A few countries already"),
        gettext_lazy(
            "You already have customers abroad. Now it is about keeping them, "
            "finding more, and choosing the next country well."
        ),
        gettext_lazy("It is made for firms that already sell in a few countries."),
        gettext_lazy("It is open to firms that already sell in a few countries."),
        (
            Step(
                "customers",
                gettext_lazy("Find customers that stay"),
                gettext_lazy("A distributor or an agent sells for you all year round, not only at the fair."),
                ("finding-partners",),
            ),
            Step(
                "market",
                gettext_lazy("Choose the next country"),
                gettext_lazy("Look at who already asks you for prices, and from where, before you choose."),
                ("market-information",),
            ),
            Step(
                "seen",
                gettext_lazy("Be seen where buyers look"),
                gettext_lazy("Fairs, and the web: choose a few, and prepare them well."),
                ("fairs-promotion", "digital-export"),
            ),
            Step(
                "money",
                gettext_lazy("Cover your costs and your invoices"),
                gettext_lazy(
                    "There are grants and loans for fairs and people, and insurance against customers who do not pay."
                ),
                ("finance-grants", "credit-insurance"),
            ),
            Step(
                "people",
                gettext_lazy("Give it to someone to look after"),
                gettext_lazy("An export manager for some months, or training for those you have."),
                ("training-skills",),
            ),
        ),
    ),
    Stage.ESTABLISHED: Door(
        Stage.ESTABLISHED,
        gettext_lazy("At home abroad"),
        gettext_lazy(
            "You export regularly. Here is what helps you to settle on the spot, win tenders "
            "and stand behind large orders."
        ),
        gettext_lazy("It is made for firms that export regularly."),
        gettext_lazy("It is open to firms that export regularly."),
        (
            Step(
                "settle",
                gettext_lazy("Open a place of your own abroad"),
                gettext_lazy("An office, a warehouse, a company: there are partners and loans for it."),
                ("foreign-investment",),
            ),
            Step(
                "tenders",
                gettext_lazy("Enter tenders and supply chains"),
                gettext_lazy(
                    "International bodies and large groups buy by tender: it takes someone who reads them in time."
                ),
                ("tenders",),
            ),
            Step(
                "orders",
                gettext_lazy("Stand behind large orders"),
                gettext_lazy("Guarantees, credit for your buyer, insurance against those who do not pay."),
                ("credit-insurance", "finance-grants"),
            ),
            Step(
                "customs",
                gettext_lazy("Speed up customs"),
                gettext_lazy(
                    "Preferential origin, authorisations, binding rulings: they take time once, "
                    "then save it at every shipment."
                ),
                ("customs-legal-tax",),
            ),
            Step(
                "defend",
                gettext_lazy("Defend your name and your product"),
                gettext_lazy("Trademarks, patents and designs hold country by country: register before you show."),
                ("intellectual-property",),
            ),
        ),
    ),
}
