/**
 * What a long-running command looks at before it begins: {@code StartChecks} find a taken port, a
 * file that is not there, or a folder that cannot be written while nothing has been started and no
 * folder made.
 */
@NullMarked
package io.vedette.cli.check;

import org.jspecify.annotations.NullMarked;
