-- Who may do alone what only one may do at a time, and until when (milliseconds since 1970).
CREATE TABLE held_leases (
    name TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    until BIGINT NOT NULL
);

-- Random keys that all who share the database hash with.
CREATE TABLE kept_secrets (
    name TEXT NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);

-- How many answers somebody had in a minute (minutes since 1970); who it is stands there as a keyed hash alone.
CREATE TABLE answer_counts (
    minute BIGINT NOT NULL,
    asker BYTEA NOT NULL,
    answers BIGINT NOT NULL,
    PRIMARY KEY (minute, asker)
);

-- Installations that were begun and have come back, so that none comes back twice (seconds since 1970).
CREATE TABLE slack_states (
    nonce TEXT NOT NULL PRIMARY KEY,
    until BIGINT NOT NULL
);
