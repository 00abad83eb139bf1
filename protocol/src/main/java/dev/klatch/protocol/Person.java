package dev.klatch.protocol;

import org.jspecify.annotations.Nullable;

/// A person as others see them. `displayName` and `status` are as the person set them; without
/// `availability` they are here, if they are online.
public record Person(
        PersonId person,
        String name,
        Role role,
        @Nullable String displayName,
        @Nullable String status,
        @Nullable Availability availability) {
    /// Somebody who set nothing.
    public Person(PersonId person, String name, Role role) {
        this(person, name, role, null, null, null);
    }
}
