-- The calls that are not over: the event that started it, and when it was answered, in milliseconds
-- since 1970 (0: it was not). Who is in it is not kept.
CREATE TABLE open_call (
    conversation BIGINT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    answered BIGINT NOT NULL
) ${clustered};
