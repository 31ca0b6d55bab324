/**
 * Whether the conditions in the field have changed for the worse. A {@link
 * io.vedette.cloud.drift.ChangeDetector} watches one series of values, a {@link
 * io.vedette.cloud.drift.DriftSeries} of one version and one teacher; a {@link
 * io.vedette.cloud.drift.DriftWatch} all series of a deployment. What it finds is a {@link
 * io.vedette.cloud.drift.Drift}: it stands until the version changes or the values are back. A
 * {@link io.vedette.cloud.drift.DriftMonitor} feeds the watch, tells the feed and keeps the state
 * in a {@link io.vedette.cloud.drift.DriftStore}.
 */
@NullMarked
package io.vedette.cloud.drift;

import org.jspecify.annotations.NullMarked;
