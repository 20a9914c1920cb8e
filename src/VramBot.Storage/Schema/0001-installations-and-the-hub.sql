-- What the bot kept before versions were counted; a file that has these tables already keeps them and what is in them.
-- Types are PostgreSQL's. SQLite takes any name for a type, and keeps a value as the kind that it was given as.
CREATE TABLE IF NOT EXISTS slack_installations (
    enterprise_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    token BYTEA NOT NULL,
    installed_at TEXT NOT NULL,
    PRIMARY KEY (enterprise_id, team_id)
);

CREATE TABLE IF NOT EXISTS hub_cache (
    key TEXT NOT NULL PRIMARY KEY,
    etag TEXT,
    file_length BIGINT,
    checked_at TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    body BYTEA NOT NULL
);

CREATE INDEX IF NOT EXISTS hub_cache_used ON hub_cache (used_at, key, length(body));
