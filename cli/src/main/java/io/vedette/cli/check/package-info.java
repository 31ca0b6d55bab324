/**
 * What is looked at before a command begins. {@code OptionChecks} hold what was given on the
 * command line against {@code Range}, {@code InputPath} and {@code OutputPath}, which stand at the
 * options.
 *
 * <p>What a long-running command looks at before it begins: {@code StartChecks} find a taken port,
 * a file that is not there, or a folder that cannot be written while nothing has been started and
 * no folder made.
 */
@NullMarked
package io.vedette.cli.check;

import org.jspecify.annotations.NullMarked;
