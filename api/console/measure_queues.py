"""The queues of sanctions, rewards and prosecutors' opinions on *today's work*: those in which something waits."""

from api.console.pages_base import PageRequest, address
from api.console.todays_numbers import TodaysNumbers
from api.console.view_models.today import QueueCount
from supervision.wording import Wording

ORDERS = Wording("依据已撤销、待复核的定位令", "orders whose ground was annulled, to review")


def measure_queues(page: PageRequest, numbers: TodaysNumbers) -> tuple[QueueCount, ...] | None:
    """Each queue that is not empty, in the order in which a measure passes through them; None for others' work."""
    if numbers.measures is None:
        return None
    found = [
        QueueCount(label=page.word(show, "measure-show"), count=count, path=address("/console/measures", show=show))
        for show, count in numbers.measures.items()
    ]
    if opinions := numbers.opinions:
        found.append(QueueCount(label=page.word("opinions", "section"), count=opinions, path="/console/opinions"))
    if orders := numbers.orders_to_review:
        found.append(QueueCount(label=page.say(ORDERS), count=orders, path=address("/console/orders", show="review")))
    return tuple(queue for queue in found if queue.count)
