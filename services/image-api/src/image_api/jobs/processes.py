"""Jobs, wired: the processes beside the web service, which need nothing of the web."""

from image_api.database import Database
from image_api.jobs.dispatch.dispatcher import Dispatcher
from image_api.jobs.dispatch.leader import Leadership
from image_api.jobs.dispatch.queueing import Dispatch
from image_api.jobs.tasks.leases import Leases
from image_api.jobs.webhooks.deliveries import Outbox
from image_api.jobs.webhooks.notifier import Notifier
from image_api.jobs.webhooks.sending import Courier
from image_api.settings import DispatcherSettings, WebhookSettings
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.tasks import declare_task_queues


def create_dispatcher(settings: DispatcherSettings) -> Dispatcher:
    database = Database(settings.database_url)
    return Dispatcher(
        Leases(database),
        Dispatch(database, settings.dispatch_window),
        Publisher(settings.amqp_url, declare_task_queues),
        Leadership(database),
    )


def create_notifier(settings: WebhookSettings, database: Database) -> Notifier:
    return Notifier(Outbox(database), Courier(settings.signing_secrets, settings.webhook_rules))
