"""Signatures of webhooks, after Standard Webhooks 1.0 (https://www.standardwebhooks.com).

A secret is `whsec_` and the base64 of 24 to 64 bytes. A file holds those of all owners, an entry a
line, `NAME:whsec_…`; several of one name all sign, so that a secret can be changed without a gap,
and the name `*` stands for everybody who has none of their own.
"""

import base64
import binascii
import hashlib
import hmac
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

Secrets = Mapping[str, Sequence[bytes]]
"""The keys that sign, by the owner's name."""

EVERYBODY: Final = "*"

_PREFIX: Final = "whsec_"


def parse_secrets(entries: str) -> Secrets:
    """Read secrets; white space separates entries, what follows `#` is a comment.

    Raises:
        ValueError: One of them is none; the message does not repeat it.
    """
    secrets: dict[str, list[bytes]] = defaultdict(list)
    for line in entries.splitlines():
        for entry in line.partition("#")[0].split():
            name, _, secret = entry.rpartition(":")
            key = _decode(secret) if name and secret.startswith(_PREFIX) else b""
            if not 24 <= len(key) <= 64:
                raise ValueError(
                    "a webhook secret's entry is NAME:whsec_ and the base64 of 24 to 64 bytes"
                )
            secrets[name].append(key)
    return dict(secrets)


def read_secrets(entries: str, file: Path | None) -> Secrets:
    """Those of a text and of a file together; raises as `parse_secrets` and OSError."""
    return parse_secrets(entries + "\n" + (file.read_text(encoding="utf-8") if file else ""))


def keys_of(secrets: Secrets, owner: str) -> Sequence[bytes]:
    """What signs an owner's messages; empty where nothing does."""
    return secrets.get(owner) or secrets.get(EVERYBODY) or ()


def signed_headers(
    message_id: str, body: bytes, sent: datetime, keys: Sequence[bytes]
) -> dict[str, str]:
    """The headers by which who gets the message knows that it is ours, and that it is new."""
    timestamp = str(int(sent.timestamp()))
    signed = b".".join([message_id.encode(), timestamp.encode(), body])
    signatures = [base64.b64encode(hmac.digest(key, signed, hashlib.sha256)) for key in keys]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{one.decode()}" for one in signatures),
    }


def _decode(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        return b""
