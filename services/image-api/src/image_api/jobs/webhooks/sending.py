"""One try at sending a webhook's message, and what the answer means."""

import json
import re
from datetime import datetime, timedelta
from typing import Final

import httpx
from prometheus_client import Counter

from image_api.jobs.webhooks.addresses import Refused, Rules, resolve
from image_api.jobs.webhooks.deliveries import Outcome, Outgoing
from image_api.jobs.webhooks.signing import Secrets, keys_of, signed_headers

_SECONDS: Final = 15.0
_GONE: Final = 410
_SLOWER: Final = {429: 60, 502: 60, 504: 60}  # seconds, at least
_LONGEST_WAIT: Final = 86400  # seconds
_LENGTH: Final = 300  # of an error that is kept
_SENT: Final = Counter("showoff_webhooks", "Tries at sending a webhook's message.", ["outcome"])


class Courier:
    """Sends messages; safe to share between threads.

    Args:
        secrets: What signs them.
        rules: Where they may go.
        verify: Whom to trust: the system's certificate authorities, or those of a file.
    """

    def __init__(self, secrets: Secrets, rules: Rules, verify: "bool | str" = True) -> None:
        self._secrets = secrets
        self._rules = rules
        # Neither proxies of the environment, which would look names up again, nor redirects.
        self._client = httpx.Client(
            timeout=_SECONDS,
            trust_env=False,
            follow_redirects=False,
            verify=verify,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def send(self, message: Outgoing, now: datetime) -> Outcome:
        """Try once."""
        outcome = self._try(message, now)
        _SENT.labels("failed" if outcome.state == "waiting" else outcome.state).inc()
        return outcome

    def _try(self, message: Outgoing, now: datetime) -> Outcome:
        keys = keys_of(self._secrets, message.owner)
        if not keys:
            return Outcome("waiting", None, "there is no secret to sign it with")
        body = json.dumps(message.payload, ensure_ascii=False).encode()
        headers = signed_headers(message.id, body, now, keys)
        try:
            target = resolve(message.url, self._rules)
            with self._client.stream(
                "POST",
                target.url,
                content=body,
                headers={
                    "Content-Type": "application/json",
                    "User-Agent": "show-off",
                    **headers,
                    "Host": target.host,
                },
                extensions={"sni_hostname": target.name},
            ) as answer:  # its body is nobody's matter
                return _judge(answer)
        except Refused as error:
            return Outcome("off", None, f"not sent: {error}")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return Outcome("waiting", None, f"{type(error).__name__}: {error}"[:_LENGTH])


def _judge(answer: httpx.Response) -> Outcome:
    status = answer.status_code
    if answer.is_success:
        return Outcome("delivered", status, None)
    if status == _GONE:
        return Outcome("off", status, "410: nobody wants it any more")
    seconds = max(_SLOWER.get(status, 0), _retry_after(answer))
    return Outcome("waiting", status, f"answered {status}", timedelta(seconds=seconds))


def _retry_after(answer: httpx.Response) -> int:
    """Seconds that it asks for; 0 where it does not, or names a date."""
    told = answer.headers.get("Retry-After", "")
    return min(int(told), _LONGEST_WAIT) if re.fullmatch("[0-9]{1,9}", told) else 0
