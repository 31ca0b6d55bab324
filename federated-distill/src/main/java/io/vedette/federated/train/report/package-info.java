/**
 * What a training shows of itself while it runs: a {@link RunReport} follows it and keeps its
 * {@link ReportFile}s up to date in the run folder: curves, predictions, and TensorBoard's event
 * file.
 *
 * <p>The charts are the only code here that knows AWT and XChart. A training has no screen: start
 * it with {@code -Djava.awt.headless=true}.
 */
@NullMarked
package io.vedette.federated.train.report;

import org.jspecify.annotations.NullMarked;
