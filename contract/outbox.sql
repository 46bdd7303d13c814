-- The file of every outbox, in whichever language: a volume can go from one show-off-api to another.
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    queue TEXT NOT NULL,
    content_type TEXT NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    size INTEGER NOT NULL,
    accepted REAL NOT NULL,
    refused TEXT
);
CREATE INDEX IF NOT EXISTS message_size ON message (refused, size, accepted);
CREATE INDEX IF NOT EXISTS message_waiting ON message (number) WHERE refused IS NULL;
