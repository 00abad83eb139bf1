-- One row for each fact that the server's owner could be asked about.
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE person (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT,
    made BIGINT NOT NULL,
    closed BIGINT
);

-- A name belongs to one person at a time; a guest who has left keeps it in the past only.
CREATE UNIQUE INDEX person_open_name ON person (name_key) WHERE closed IS NULL;

CREATE INDEX person_past_name ON person (name_key, made);

CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL,
    made BIGINT NOT NULL
);

CREATE INDEX session_of_person ON session (person);

CREATE TABLE conversation (
    id BIGINT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL UNIQUE,
    made BIGINT NOT NULL,
    head BIGINT NOT NULL,
    time BIGINT NOT NULL
);

CREATE TABLE membership (
    conversation BIGINT NOT NULL,
    person BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT,
    PRIMARY KEY (conversation, person, from_seq)
) ${clustered};

CREATE INDEX membership_now ON membership (person, conversation) WHERE to_seq IS NULL;

CREATE TABLE event (
    conversation BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    time BIGINT NOT NULL,
    kind TEXT NOT NULL,
    author BIGINT NOT NULL,
    cid_high BIGINT NOT NULL,
    cid_low BIGINT NOT NULL,
    hash_high BIGINT NOT NULL,
    hash_low BIGINT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (conversation, seq)
) ${clustered};

-- The cid comes first: its time part keeps the inserts near each other.
CREATE UNIQUE INDEX event_of_command ON event (cid_high, cid_low, author);
