/**
 * {@code vedette compress} and {@code vedette prune}: their options, and the report as text, JSON
 * and chart. The work is done by {@code federated.compress.job}.
 */
@NullMarked
package io.vedette.cli.compress;

import org.jspecify.annotations.NullMarked;
