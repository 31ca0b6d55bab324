/**
 * What a command starts beside itself: an {@link OwnCommand} is this program once more, with a
 * {@code ProcessWatchdog} over it that has some {@code ProcessLimits}.
 */
@NullMarked
package io.vedette.cli.process;

import org.jspecify.annotations.NullMarked;
