package dev.klatch.server.setting;

import dev.klatch.core.journal.Entrance;
import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.log.Scope;
import dev.klatch.server.setting.Form.Blocks;
import dev.klatch.server.setting.Form.Choice;
import dev.klatch.server.setting.Form.Count;
import dev.klatch.server.setting.Form.Host;
import dev.klatch.server.setting.Form.Names;
import dev.klatch.server.setting.Form.Place;
import dev.klatch.server.setting.Setting.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every setting there is, in the order in which people read them.
public final class Declared {
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<Path> DATA =
            declare("data", new Place(), Path.of("klatch-data"), "The data folder.");

    public static final Setting<Path> SETTINGS =
            declare(
                    "settings",
                    new Place(),
                    Path.of("klatch.conf"),
                    "The file with settings, name = value on each line, # before comments; by"
                            + " default the one of this name in the data folder, if it is there.");

    public static final Setting<String> HOST =
            declare(
                    "host",
                    new Host(),
                    "0.0.0.0",
                    "The address to listen on; 0.0.0.0 is all addresses.");

    public static final Setting<Integer> PORT =
            declare("port", new Count(0, 65_535, ""), 5_555, "The port; 0 takes a free one.");

    public static final Setting<Encryption> TLS =
            declare(
                    "tls",
                    new Choice<>(Encryption.class),
                    Encryption.AUTO,
                    "Encryption, on the same port: auto makes an authority of this server and"
                            + " renews certificates by itself, files takes a certificate and its"
                            + " key from two files, off has none.");

    public static final Setting<Path> TLS_CERTIFICATE =
            declare(
                    "tls-certificate",
                    new Place(),
                    Path.of("fullchain.pem"),
                    "With tls = files: the certificate and those that vouch for it, as PEM; read"
                            + " anew when it changes; a relative path is meant from the data"
                            + " folder.");

    public static final Setting<Path> TLS_KEY =
            declare(
                    "tls-key",
                    new Place(),
                    Path.of("privkey.pem"),
                    "With tls = files: its key, as PEM without a password; a relative path is meant"
                            + " from the data folder.");

    public static final Setting<OnOff> PLAIN =
            declare(
                    "plain",
                    new Choice<>(OnOff.class),
                    OnOff.ON,
                    "Whether guests may come in without encryption from private networks; accounts"
                            + " never may, and from the internet nobody.");

    public static final Setting<OnOff> DISCOVERY =
            declare(
                    "discovery",
                    new Choice<>(OnOff.class),
                    OnOff.ON,
                    "Whether the server tells the local network by mDNS where it is, so that"
                            + " klatch chat finds it.");

    public static final Setting<List<AddressBlock>> PROXIES =
            declare(
                    "proxies",
                    new Blocks(),
                    List.of(),
                    "Addresses of proxies in front of this server, separated by commas, for example"
                            + " 127.0.0.1,10.0.0.0/24: only from them X-Forwarded-For and"
                            + " X-Forwarded-Proto are believed.");

    public static final Setting<List<String>> NAMES =
            declare(
                    "names",
                    new Names(),
                    List.of(),
                    "Further names under which people reach this server, separated by commas, for"
                            + " example chat.lan; it knows its own name and addresses.");

    public static final Setting<Integer> GUEST_GRACE =
            declare(
                    "guest-grace",
                    new Count(0, 2_592_000, "seconds"),
                    600,
                    "How long an absent guest keeps the name.");

    public static final Setting<OnOff> LIMITS =
            declare(
                    "limits",
                    new Choice<>(OnOff.class),
                    OnOff.ON,
                    "off: nobody keeps a pace; only with a loopback host, for measuring.");

    public static final Setting<Integer> PACE_BURST =
            declare(
                    "pace-burst",
                    new Count(1, 10_000, "commands"),
                    20,
                    "How many commands a person may send at once.");

    public static final Setting<Integer> PACE_PER_SECOND =
            declare(
                    "pace-per-second",
                    new Count(1, 1_000, "commands"),
                    2,
                    "How many commands a second a person may send after that.");

    public static final Setting<Integer> PACE_AFTER_CONNECTING =
            declare(
                    "pace-after-connecting",
                    new Count(1, 10_000, "commands"),
                    100,
                    "How many more a person may send just after connecting, for what was written"
                            + " without a connection.");

    public static final Setting<Integer> STRANGERS_PER_HOUR =
            declare(
                    "strangers-per-hour",
                    new Count(1, 3_600, "people"),
                    60,
                    "How many people a person below a moderator may write to for the first time, or"
                            + " bring into rooms and groups without having written to them, in an"
                            + " hour.");

    public static final Setting<Integer> JOINS_AT_ONCE =
            declare(
                    "joins-at-once",
                    new Count(1, 100_000, "people"),
                    100,
                    "How many people may enter a room at once; after that it is one a second.");

    public static final Setting<Integer> CONNECTIONS =
            declare(
                    "connections",
                    new Count(1, 1_000_000, "connections"),
                    10_000,
                    "How many connections there may be in all.");

    public static final Setting<Integer> CONNECTIONS_PRIVATE_ADDRESS =
            declare(
                    "connections-private-address",
                    new Count(1, 1_000_000, "connections"),
                    256,
                    "How many of them from one address of a private network (a class behind one"
                            + " router); there is no such limit on this computer itself.");

    public static final Setting<Integer> CONNECTIONS_PUBLIC_ADDRESS =
            declare(
                    "connections-public-address",
                    new Count(1, 1_000_000, "connections"),
                    16,
                    "How many of them from one address of the internet; an IPv6 network of 64 bits"
                            + " counts as one address.");

    public static final Setting<Integer> SIGN_IN_DEADLINE =
            declare(
                    "sign-in-deadline",
                    new Count(1, 3_600, "seconds"),
                    15,
                    "How long a connection may be open and ask for nothing before it is closed.");

    public static final Setting<Integer> ROOM_MEMBERS =
            declare(
                    "room-members",
                    new Count(2, 100_000, "people"),
                    1_000,
                    "How many members a room or a group may have; everyone has all, and"
                            + " announcement rooms may have more.");

    public static final Setting<Path> LOG_FOLDER =
            declare(
                    "log-folder",
                    new Place(),
                    Path.of("logs"),
                    "The folder of the logs; a relative path is meant from the data folder.");

    public static final Setting<Integer> LOG_DAYS =
            declare(
                    "log-days",
                    new Count(1, 36_500, "days"),
                    30,
                    "For how many days logs are kept, today included.");

    public static final Setting<Scope> TRANSCRIPT =
            declare(
                    "transcript",
                    new Choice<>(Scope.class),
                    Scope.ROOMS,
                    "What is taken down word by word into a file of each day: off, rooms (everyone"
                            + " and public rooms), or all, private conversations too, of which"
                            + " their people are told.");

    public static final Setting<SignUp> SIGN_UP =
            declare(
                    new Setting<>(
                            Entrance.SIGN_UP,
                            new Choice<>(SignUp.class),
                            SignUp.OPEN,
                            Change.WHILE_RUNNING,
                            "Who may make an account: everybody, who has an invite, or nobody."));

    public static final Setting<OnOff> GUESTS =
            declare(
                    new Setting<>(
                            Entrance.GUESTS,
                            new Choice<>(OnOff.class),
                            OnOff.ON,
                            Change.WHILE_RUNNING,
                            "Whether guests may come in, with nothing but a name."));

    public static final Setting<Integer> SESSIONS =
            declare(
                    "sessions",
                    new Count(1, 1_000, "sessions"),
                    8,
                    "How many devices of one person may be signed in; one more ends the session"
                            + " that was used longest ago.");

    public static final Setting<Integer> INVITES_PER_HOUR =
            declare(
                    "invites-per-hour",
                    new Count(1, 10_000, "invites"),
                    5,
                    "How many invites a person below an admin may make in an hour.");

    public static final Setting<Integer> FILE_SIZE =
            declare(
                    "file-size",
                    new Count(0, 9_000, "MiB"),
                    100,
                    "The largest file that one may upload; 0: no files at all.");

    public static final Setting<Integer> QUOTA_PERSON =
            declare(
                    "quota-person",
                    new Count(0, 100_000_000, "MiB"),
                    5_120,
                    "How much room the files of one person may take; 0: no limit.");

    public static final Setting<Integer> QUOTA_CONVERSATION =
            declare(
                    "quota-conversation",
                    new Count(0, 100_000_000, "MiB"),
                    20_480,
                    "How much room the files uploaded for one conversation may take; 0: no limit.");

    public static final Setting<Integer> QUOTA_SERVER =
            declare(
                    "quota-server",
                    new Count(0, 100_000_000, "MiB"),
                    0,
                    "How much room all files may take; 0: as much as the disk has.");

    public static final Setting<Integer> DISK_RESERVE =
            declare(
                    "disk-reserve",
                    new Count(0, 1_000_000, "MiB"),
                    512,
                    "How much of the disk is kept free for messages: no upload begins that would"
                            + " leave less.");

    private Declared() {}

    private static <T> Setting<T> declare(String name, Form<T> form, T usual, String words) {
        return declare(new Setting<>(name, form, usual, Change.AT_START, words));
    }

    private static <T> Setting<T> declare(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    /// All of them.
    public static List<Setting<?>> all() {
        return List.copyOf(ALL);
    }

    /// The one with this name, or null.
    public static @Nullable Setting<?> named(String name) {
        for (Setting<?> each : ALL) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }
}
