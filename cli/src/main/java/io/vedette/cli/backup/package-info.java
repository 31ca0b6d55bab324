/** {@code vedette backup} and {@code vedette restore}: copies of a coordinator's data. */
@NullMarked
package io.vedette.cli.backup;

import org.jspecify.annotations.NullMarked;
