-- Files and uploads. content: the SHA-256 under which the bytes are kept; an upload has none yet.
-- since: when it was begun or finished; 0 when the last message that showed it was erased.
CREATE TABLE file (
    id BIGINT NOT NULL PRIMARY KEY,
    owner BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT,
    original INTEGER NOT NULL,
    duration BIGINT,
    waveform TEXT,
    since BIGINT NOT NULL,
    content TEXT,
    bytes BIGINT NOT NULL,
    type TEXT,
    width BIGINT,
    height BIGINT,
    preview INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX file_of_owner ON file (owner, content, bytes);
CREATE INDEX file_for_conversation ON file (conversation, content, bytes);
CREATE INDEX file_of_content ON file (content) WHERE content IS NOT NULL;
CREATE INDEX file_since ON file (since);

-- Which message shows which files, in which order.
CREATE TABLE attachment (
    conversation BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    position BIGINT NOT NULL,
    file BIGINT NOT NULL,
    PRIMARY KEY (conversation, seq, position)
) ${clustered};
CREATE INDEX attachment_of_file ON attachment (file);
