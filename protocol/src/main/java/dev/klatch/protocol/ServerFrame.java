package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What a server may say over the WebSocket, by family.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface ServerFrame permits Answer, Event, Notice {}
