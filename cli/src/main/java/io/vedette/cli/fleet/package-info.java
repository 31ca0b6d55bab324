/**
 * {@code vedette fleet} and {@code vedette rollout}: who is out there, and what goes out to them.
 */
@NullMarked
package io.vedette.cli.fleet;

import org.jspecify.annotations.NullMarked;
