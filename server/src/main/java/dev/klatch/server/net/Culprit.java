package dev.klatch.server.net;

import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.Offences;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The other end of a connection, for the lines about what it does wrong.
record Culprit(Offences offences, InetAddress from) {
    static Culprit of(Offences offences, Channel channel) {
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        return new Culprit(offences, remote.getAddress());
    }

    /// It did this. Few lines from one address are written, the others are counted.
    void did(LogLine line) {
        offences.note(AddressBlock.network(from), line.with("from", from.getHostAddress()));
    }

    /// It sent a request that is none, or that nobody lets it make.
    void asked(String error) {
        did(LogLine.warning("bad-request").with("error", error));
    }
}
