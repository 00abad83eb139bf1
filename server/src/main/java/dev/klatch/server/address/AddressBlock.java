package dev.klatch.server.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A block of addresses (RFC 4632, RFC 4291): all whose first `bits` are those of `base`; the rest
/// of `base` is zero.
public record AddressBlock(InetAddress base, int bits) {
    /// What belongs to nobody on the internet: private (RFC 1918, RFC 4193), link-local (RFC 3927,
    /// RFC 4291) and shared with a provider (RFC 6598).
    public static final List<AddressBlock> PRIVATE =
            List.of(
                    of("10.0.0.0/8"),
                    of("172.16.0.0/12"),
                    of("192.168.0.0/16"),
                    of("169.254.0.0/16"),
                    of("100.64.0.0/10"),
                    of("fc00::/7"),
                    of("fe80::/10"));

    /// What a machine has to itself.
    public static final List<AddressBlock> LOOPBACK = List.of(of("127.0.0.0/8"), of("::1"));

    private static final int NETWORK_BITS = 64;

    public AddressBlock {
        if (bits < 0 || bits > base.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException(base + "/" + bits);
        }
        base = masked(base, bits);
    }

    private static AddressBlock of(String text) {
        AddressBlock block = parse(text);
        if (block == null) {
            throw new IllegalArgumentException(text);
        }
        return block;
    }

    /// Reads `address` or `address/bits`; names are not looked up. Null if it is neither.
    public static @Nullable AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = address(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            return null;
        }
        int most = base.getAddress().length * Byte.SIZE;
        String number = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        boolean digits = number.matches("[0-9]{1,3}");
        return digits && Integer.parseInt(number) <= most
                ? new AddressBlock(base, Integer.parseInt(number))
                : null;
    }

    /// The address that this text spells in full, or null; names are not looked up.
    public static @Nullable InetAddress address(String text) {
        if (text.indexOf(':') < 0 && !text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /// Whether this address is in the block.
    public boolean contains(InetAddress address) {
        return address.getAddress().length == base.getAddress().length
                && masked(address, bits).equals(base);
    }

    /// Whether this address is a private one.
    public static boolean isPrivate(InetAddress address) {
        return PRIVATE.stream().anyMatch(block -> block.contains(address));
    }

    /// What a single customer of a provider has and so counts as one: an IPv4 address, or an IPv6
    /// network of 64 bits.
    public static InetAddress network(InetAddress address) {
        int most = address.getAddress().length * Byte.SIZE;
        return most <= NETWORK_BITS ? address : masked(address, NETWORK_BITS);
    }

    private static InetAddress masked(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        int whole = bits / Byte.SIZE;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xFF00 >> bits % Byte.SIZE);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }
}
