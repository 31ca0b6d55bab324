package io.vedette.cli.logging;

/** How a log line is written. */
enum LogFormat {
  /** One line for people: time, level, class, ids, message. */
  TEXT,
  /** One JSON object a line, as log collectors read it. */
  JSON
}
