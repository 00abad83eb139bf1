-- Messages that call all members, to count them among the mentions.
CREATE INDEX event_calls ON event (conversation, seq, author) WHERE counted = 2;
