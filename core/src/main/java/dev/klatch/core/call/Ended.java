package dev.klatch.core.call;

import dev.klatch.protocol.CallEnd;
import dev.klatch.protocol.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a call ended: why, by whom, after how many milliseconds (null if nobody answered), and who
/// was in it, the first 50.
public record Ended(CallEnd why, PersonId by, @Nullable Long lasted, List<PersonId> people) {}
