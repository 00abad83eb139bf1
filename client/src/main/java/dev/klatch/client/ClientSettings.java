package dev.klatch.client;

import java.net.URI;
import java.nio.file.Path;

/// Where a client goes, and where it keeps its state.
///
/// @param server `https://host:port`, or `http://host:port` where the line need not be private
/// @param name the name to be known by; each pair of server and name has one state folder
/// @param state the folder that holds the state folders of all servers
public record ClientSettings(URI server, String name, Path state) {
    /// With the state folder that is usual on this system.
    public static ClientSettings of(URI server, String name) {
        return new ClientSettings(server, name, StateFolder.usual(System.getenv()));
    }
}
