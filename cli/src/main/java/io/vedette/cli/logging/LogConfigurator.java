package io.vedette.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Sets up Logback without a file: events go to standard error, a line each. Logback finds this
 * class as a service when the first logger is asked for. A {@code logback.xml} that is named by
 * {@code -Dlogback.configurationFile} is not read: what can be chosen is in {@link LogSettings}.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {

  /** Ids are those that a thread has put into its diagnostic context, as {@code camera=left}. */
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}%replace( [%mdc]){' \\[\\]', ''}: %msg%n%ex{short}";

  /** Libraries that tell people less than they write. */
  private static final Map<String, Level> QUIET =
      Map.of("org.apache.ignite", Level.WARN, "ai.djl", Level.ERROR, "io.netty", Level.INFO);

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    LogSettings settings = LogSettings.of(System.getProperties(), System.getenv());
    Encoder<ILoggingEvent> encoder = encoder(settings.format(), context);
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("stderr");
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(settings.level());
    root.addAppender(console);
    QUIET.forEach((name, level) -> quieten(context.getLogger(name), level));
    settings.ignored().forEach(line -> context.getLogger(LogConfigurator.class).warn(line));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void quieten(ch.qos.logback.classic.Logger logger, Level level) {
    if (!logger.getEffectiveLevel().isGreaterOrEqual(level)) {
      logger.setLevel(level);
    }
  }

  static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
    EncoderBase<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> line();
          case JSON -> object();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static PatternLayoutEncoder line() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(LINE);
    return encoder;
  }

  /** What a collector needs, the message put together; times are milliseconds since the epoch. */
  private static JsonEncoder object() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    return encoder;
  }
}
