package dev.klatch.protocol;

import org.jspecify.annotations.Nullable;

/// A device in a call, as the others see it: whose it is, whether its microphone is off, whether
/// its camera and a shared screen are on. `away` is there while its connection is lost.
public record CallLeg(
        LegId leg,
        PersonId person,
        String name,
        boolean muted,
        boolean camera,
        boolean screen,
        @Nullable Boolean away) {}
