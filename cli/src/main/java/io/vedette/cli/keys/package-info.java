/** {@code vedette keys}: what a role needs to listen beyond its own machine. */
@NullMarked
package io.vedette.cli.keys;

import org.jspecify.annotations.NullMarked;
