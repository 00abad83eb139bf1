package dev.klatch.server;

import dev.klatch.core.FileLimits;
import dev.klatch.core.Limiting;
import dev.klatch.core.call.CallTimes;
import dev.klatch.core.journal.Entrance;
import dev.klatch.protocol.SignUpMode;
import dev.klatch.protocol.Word;
import dev.klatch.server.log.Transcript;
import dev.klatch.server.net.Admission;
import dev.klatch.server.net.Transport;
import dev.klatch.server.setting.Declared;
import dev.klatch.server.setting.OnOff;
import dev.klatch.server.setting.Setting;
import dev.klatch.server.setting.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/// What can be set about a server, as its parts take it. `address` is that of the settings `host`
/// and `port`, looked up; it may have port 0 for a free one.
public record ServerSettings(
        InetSocketAddress address, Settings chosen, Transport transport, CallTimes calls) {

    /// These settings for a server at this address.
    public static ServerSettings of(InetSocketAddress address, Settings chosen) {
        return new ServerSettings(address, chosen, Transport.preferred(), CallTimes.USUAL);
    }

    /// The usual settings for a server at this address with this data folder.
    public static ServerSettings of(InetSocketAddress address, Path data) {
        return of(address, Settings.usual().with(Declared.DATA, data));
    }

    /// The same without limits of pace; only for loopback.
    public ServerSettings withoutLimits() {
        return with(Declared.LIMITS, OnOff.OFF);
    }

    /// The same with this value.
    public <T> ServerSettings with(Setting<T> setting, T value) {
        return new ServerSettings(address, chosen.with(setting, value), transport, calls);
    }

    /// The same with calls that last otherwise: nobody waits a minute for a test.
    public ServerSettings with(CallTimes times) {
        return new ServerSettings(address, chosen, transport, times);
    }

    /// The value of a setting.
    public <T> T value(Setting<T> setting) {
        return chosen.value(setting);
    }

    /// The data folder.
    public Path data() {
        return value(Declared.DATA);
    }

    Path logFolder() {
        return data().resolve(value(Declared.LOG_FOLDER));
    }

    Transcript.Plan transcript() {
        return new Transcript.Plan(
                logFolder(), value(Declared.LOG_DAYS), value(Declared.TRANSCRIPT));
    }

    Limiting limiting() {
        return value(Declared.LIMITS) == OnOff.OFF
                ? Limiting.OFF
                : new Limiting(
                        value(Declared.PACE_BURST),
                        value(Declared.PACE_PER_SECOND),
                        value(Declared.PACE_AFTER_CONNECTING),
                        value(Declared.STRANGERS_PER_HOUR),
                        value(Declared.JOINS_AT_ONCE));
    }

    Entrance entrance() {
        return new Entrance(
                Word.parse(SignUpMode.class, chosen.text(Declared.SIGN_UP)),
                value(Declared.GUESTS) == OnOff.ON,
                value(Declared.SESSIONS),
                value(Declared.INVITES_PER_HOUR));
    }

    FileLimits files() {
        return new FileLimits(
                bytes(Declared.FILE_SIZE),
                bytes(Declared.QUOTA_PERSON),
                bytes(Declared.QUOTA_CONVERSATION),
                bytes(Declared.QUOTA_SERVER));
    }

    /// A setting in MiB, in bytes.
    long bytes(Setting<Integer> setting) {
        return value(setting) * 1_024L * 1_024;
    }

    Admission.Most connections() {
        return new Admission.Most(
                value(Declared.CONNECTIONS),
                value(Declared.CONNECTIONS_PRIVATE_ADDRESS),
                value(Declared.CONNECTIONS_PUBLIC_ADDRESS));
    }

    Duration seconds(Setting<Integer> setting) {
        return Duration.ofSeconds(value(setting));
    }
}
