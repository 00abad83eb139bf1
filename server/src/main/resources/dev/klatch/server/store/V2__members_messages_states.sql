ALTER TABLE person ADD COLUMN display_name TEXT;
ALTER TABLE person ADD COLUMN status TEXT;
ALTER TABLE person ADD COLUMN availability TEXT;
ALTER TABLE person ADD COLUMN last_seen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN last_seen_hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN muted_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN banned INTEGER NOT NULL DEFAULT 0;
-- A deleted account: it keeps its name for ever, so it is not closed.
ALTER TABLE person ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN everyone_from BIGINT NOT NULL DEFAULT 1;

ALTER TABLE session ADD COLUMN id BIGINT;
ALTER TABLE session ADD COLUMN used BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
UPDATE session SET id = abs(random() % 9000000000000000000) + 1;
CREATE UNIQUE INDEX session_id ON session (id);

ALTER TABLE conversation ADD COLUMN access TEXT NOT NULL DEFAULT 'public';
ALTER TABLE conversation ADD COLUMN topic TEXT NOT NULL DEFAULT '';
ALTER TABLE conversation ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE conversation ADD COLUMN newcomers TEXT NOT NULL DEFAULT 'all';
ALTER TABLE conversation ADD COLUMN floor BIGINT NOT NULL DEFAULT 1;
ALTER TABLE conversation ADD COLUMN announcement INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN slow BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN maker BIGINT;
ALTER TABLE conversation ADD COLUMN messages BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN game BIGINT NOT NULL DEFAULT 0;
UPDATE conversation SET access = 'private' WHERE type <> 'room';
UPDATE conversation SET messages = (SELECT count(*) FROM event e
    WHERE e.conversation = conversation.id AND e.kind = 'posted');

ALTER TABLE membership ADD COLUMN standing TEXT NOT NULL DEFAULT 'member';
ALTER TABLE membership ADD COLUMN muted_until BIGINT NOT NULL DEFAULT 0;
CREATE INDEX membership_of_conversation ON membership (conversation) WHERE to_seq IS NULL;

CREATE TABLE ban (
    conversation BIGINT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (conversation, person)
) ${clustered};

-- counted: 1 for a message that makes a conversation unread (not deleted, not a thread's answer),
-- 2 if it calls all members as well, 0 for the rest.
ALTER TABLE event ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
-- thread: the first message of the thread in which this one answers.
ALTER TABLE event ADD COLUMN thread BIGINT;
-- target: the message that this event changes, or the first step of the game that it is a step of.
ALTER TABLE event ADD COLUMN target BIGINT;
UPDATE event SET counted = 1 WHERE kind = 'posted';
CREATE INDEX event_counted ON event (conversation, seq, author, counted) WHERE counted > 0;
CREATE INDEX event_of_thread ON event (conversation, thread, seq) WHERE thread IS NOT NULL;
CREATE INDEX event_of_target ON event (conversation, target, seq) WHERE target IS NOT NULL;

CREATE TABLE mention (
    person BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (person, conversation, seq)
) ${clustered};
CREATE INDEX mention_of_message ON mention (conversation, seq);

CREATE TABLE pin (
    conversation BIGINT NOT NULL,
    target BIGINT NOT NULL,
    PRIMARY KEY (conversation, target)
) ${clustered};

-- How far somebody has read: thread 0 is the conversation, others are the threads they follow.
CREATE TABLE mark (
    person BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (person, conversation, thread)
) ${clustered};
CREATE INDEX mark_of_conversation ON mark (conversation, thread, seq);

CREATE TABLE state (
    person BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (person, name)
) ${clustered};
CREATE INDEX state_by_version ON state (person, version);

CREATE TABLE invite (
    id BIGINT NOT NULL PRIMARY KEY,
    code_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    uses BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    conversation BIGINT,
    maker BIGINT,
    made BIGINT NOT NULL
);

CREATE TABLE report (
    id BIGINT NOT NULL PRIMARY KEY,
    made BIGINT NOT NULL,
    reporter BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    target BIGINT NOT NULL,
    author BIGINT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    settled BIGINT,
    settler BIGINT,
    note TEXT
);
CREATE INDEX report_open ON report (made) WHERE settled IS NULL;

CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    made BIGINT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    whom TEXT
);
