/** Checks that a version must pass to move on: a {@code Gate} compares two measurements. */
@NullMarked
package io.vedette.registry.gate;

import org.jspecify.annotations.NullMarked;
