package dev.klatch.client;

/// Takes what a client has to tell.
@FunctionalInterface
public interface ClientListener {
    /// Called on the client's loop, one event after the other. It must return soon: while it runs,
    /// this client hears and answers nothing.
    void tell(ClientEvent event);
}
