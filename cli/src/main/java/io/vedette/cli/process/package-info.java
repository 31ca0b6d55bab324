/**
 * What a command starts beside itself: an {@link OwnCommand} is this program once more, with a
 * {@code ProcessWatchdog} over it that has some {@code ProcessLimits}. A {@link StartArchive} lets
 * the next run of a command start sooner.
 */
@NullMarked
package io.vedette.cli.process;

import org.jspecify.annotations.NullMarked;
