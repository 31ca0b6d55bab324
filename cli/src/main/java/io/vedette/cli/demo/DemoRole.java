package io.vedette.cli.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * One process of the demo, started as it would be deployed: {@code vedette NAME --config FILE}.
 *
 * @param name unique: "coordinator", "agent-2"
 * @param arguments of the vedette command
 * @param log where its output goes
 */
record DemoRole(String name, List<String> arguments, Path log) {}
