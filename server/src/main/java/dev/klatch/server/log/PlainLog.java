package dev.klatch.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.klatch.protocol.Sanitizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Warnings and errors, one line each with what belongs to it, on standard error; a server's log
/// ([ServerLog]) gets them as well. Set up in code, for reading a configuration file is a good part
/// of a small server's start. Found by logback through `META-INF/services`.
public final class PlainLog extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        OneLine layout = new OneLine();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// Whatever others wrote into it, it stays one line that a terminal only shows.
    private static final class OneLine extends LayoutBase<ILoggingEvent> {
        /// Of an exception, in characters; the server's log has more.
        private static final int SHOWN = 2_000;

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                        .withZone(ZoneId.systemDefault());

        @Override
        public String doLayout(ILoggingEvent event) {
            String exception = LibraryLines.exception(event);
            String all =
                    TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))
                            + " "
                            + event.getLevel()
                            + " ["
                            + event.getThreadName()
                            + "] "
                            + event.getLoggerName()
                            + " "
                            + LibraryLines.message(event)
                            + (exception == null ? "" : " | " + joined(exception));
            return Sanitizer.oneLine(all) + System.lineSeparator();
        }

        private static String joined(String lines) {
            String all = lines.strip().replaceAll("\\R\\s*", " | ");
            return all.length() > SHOWN ? all.substring(0, SHOWN) + "…" : all;
        }
    }
}
