/** Health and meters of the dashboard, served on its own port. */
@NullMarked
package io.vedette.dashboard.operations;

import org.jspecify.annotations.NullMarked;
