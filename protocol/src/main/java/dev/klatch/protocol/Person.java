package dev.klatch.protocol;

/// A person as others see them.
public record Person(PersonId person, String name, Role role) {}
