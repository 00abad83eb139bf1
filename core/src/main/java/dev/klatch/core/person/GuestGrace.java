package dev.klatch.core.person;

import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The guests who are away and whose names are still theirs. After the grace time they have left
/// for good.
public final class GuestGrace {
    private final long graceMillis;
    private final Map<PersonId, Long> away = new LinkedHashMap<>();

    /// `graceMillis` is how long a guest may be away.
    public GuestGrace(long graceMillis) {
        this.graceMillis = graceMillis;
    }

    /// This guest is away since now.
    public void away(PersonId guest, long steadyMillis) {
        away.put(guest, steadyMillis);
    }

    /// This guest is here, or has left.
    public void settled(PersonId guest) {
        away.remove(guest);
    }

    /// The guests whose time is over, longest away first. They stay listed until [#settled].
    public List<PersonId> over(long steadyMillis) {
        List<PersonId> over = new ArrayList<>();
        for (Map.Entry<PersonId, Long> entry : away.entrySet()) {
            if (steadyMillis - entry.getValue() < graceMillis) {
                break;
            }
            over.add(entry.getKey());
        }
        return over;
    }
}
