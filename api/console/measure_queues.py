"""The queues of sanctions, rewards and prosecutors' opinions on *today's work*: those in which something waits."""

from api.console.pages_base import PageRequest, address
from api.console.view_models.today import QueueCount
from supervision.audit import Act
from supervision.corrections.sanctions.listing import count_measures
from supervision.corrections.sanctions.opinions import count_open_opinions
from supervision.orders.reviews import count_orders_to_review
from supervision.wording import Wording

ORDERS = Wording("依据已撤销、待复核的定位令", "orders whose ground was annulled, to review")


async def measure_queues(page: PageRequest) -> tuple[QueueCount, ...]:
    """Each queue that is not empty, in the order in which a measure passes through them."""
    counts = await count_measures(page.officer)
    found = [
        QueueCount(label=page.word(show, "measure-show"), count=count, path=address("/console/measures", show=show))
        for show, count in counts.items()
    ]
    if page.may(Act.OPINION_LIST):
        opinions = await count_open_opinions(page.officer)
        found.append(QueueCount(label=page.word("opinions", "section"), count=opinions, path="/console/opinions"))
    if page.may(Act.ORDER_LIST):
        orders = await count_orders_to_review(page.officer)
        found.append(QueueCount(label=page.say(ORDERS), count=orders, path=address("/console/orders", show="review")))
    return tuple(queue for queue in found if queue.count)
