package io.vedette.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One process of the demo, started as it would be deployed: {@code vedette NAME --config FILE}.
 *
 * @param name unique: "coordinator", "agent-2"
 * @param arguments of the vedette command
 * @param log where its output goes
 * @param startup how long until it must have said that it is ready
 */
record Role(String name, List<String> arguments, Path log, Duration startup) {}
