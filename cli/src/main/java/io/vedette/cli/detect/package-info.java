/**
 * {@code vedette detect}: a detector's answers to pictures and videos, as text, JSON and drawn
 * boxes.
 */
@NullMarked
package io.vedette.cli.detect;

import org.jspecify.annotations.NullMarked;
