"""One try at sending a webhook's message, and what the answer means."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Final

import httpx
from prometheus_client import Counter

from image_api.jobs.webhooks.addresses import Refused, Rules, Target, resolve
from image_api.jobs.webhooks.deliveries import Outcome, Outgoing
from image_api.jobs.webhooks.signing import Secrets, keys_of, signed_headers

_SECONDS: Final = 15.0  # for all of a try: one who answers byte by byte is cut off as well
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
        seconds: Longest time for one try, but for looking its name up.
    """

    def __init__(
        self,
        secrets: Secrets,
        rules: Rules,
        verify: "bool | str" = True,
        seconds: float = _SECONDS,
    ) -> None:
        self._secrets = secrets
        self._rules = rules
        self._trust = httpx.create_ssl_context(verify, trust_env=False)
        self._seconds = seconds

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
            with ThreadPoolExecutor(1) as own:  # the caller's thread may have a loop already
                return own.submit(asyncio.run, self._post(target, body, headers)).result()
        except Refused as error:
            return Outcome("off", None, f"not sent: {error}")
        except TimeoutError:
            return Outcome("waiting", None, f"not answered within {self._seconds:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return Outcome("waiting", None, f"{type(error).__name__}: {error}"[:_LENGTH])

    async def _post(self, target: Target, body: bytes, headers: dict[str, str]) -> Outcome:
        """Ask; raises TimeoutError. Asynchronous, for only so a whole request has an end."""
        told = {"Content-Type": "application/json", "User-Agent": "show-off", **headers}
        # Neither proxies of the environment, which would look names up again, nor redirects.
        client = httpx.AsyncClient(
            timeout=self._seconds, trust_env=False, follow_redirects=False, verify=self._trust
        )
        async with (
            asyncio.timeout(self._seconds),
            client,
            client.stream(
                "POST",
                target.url,
                content=body,
                headers={**told, "Host": target.host},
                extensions={"sni_hostname": target.name},
            ) as answer,  # its body is nobody's matter
        ):
            return _judge(answer)


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
