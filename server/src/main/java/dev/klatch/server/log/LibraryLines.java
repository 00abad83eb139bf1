package dev.klatch.server.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.MessageFormatter;

/// Turns what the logging library is told into lines of the server's log. Each argument is cut like
/// any text of others, and is never looked into: a message is formatted once.
final class LibraryLines extends AppenderBase<ILoggingEvent> {
    private static final int EXCEPTION_CHARACTERS = 16_384;

    private final ServerLog log;

    LibraryLines(ServerLog log) {
        this.log = log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        LogLine line =
                LogLine.atLevel(event.getLevel().toString())
                        .whole("message", message(event))
                        .with("logger", event.getLoggerName())
                        .with("thread", event.getThreadName());
        String exception = exception(event);
        log.note(exception == null ? line : line.whole("exception", exception));
    }

    /// Takes itself away from the library.
    void leave() {
        if (getContext() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        }
        stop();
    }

    /// The words, with each argument cut.
    static String message(ILoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        if (arguments == null) {
            return LogLine.cut(event.getMessage());
        }
        Object[] cut =
                Arrays.stream(arguments)
                        .map(each -> each == null ? null : LogLine.cut(String.valueOf(each)))
                        .toArray();
        return MessageFormatter.basicArrayFormat(event.getMessage(), cut);
    }

    /// The exception with where it was thrown, or null.
    static @Nullable String exception(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null) {
            return null;
        }
        String all = ThrowableProxyUtil.asString(thrown);
        return all.length() > EXCEPTION_CHARACTERS ? all.substring(0, EXCEPTION_CHARACTERS) : all;
    }
}
