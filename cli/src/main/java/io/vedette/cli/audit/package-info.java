/** {@code vedette audit}: who changed what, and whether that log is whole. */
@NullMarked
package io.vedette.cli.audit;

import org.jspecify.annotations.NullMarked;
