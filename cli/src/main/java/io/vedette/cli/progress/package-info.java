/**
 * How far a command is: one {@code ProgressLine}; {@code Terminal} says whether there is a
 * terminal.
 */
@NullMarked
package io.vedette.cli.progress;

import org.jspecify.annotations.NullMarked;
