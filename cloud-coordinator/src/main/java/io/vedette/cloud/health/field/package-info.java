/**
 * What devices report of the field, as blocks: {@link FieldRecorder} makes them from heartbeats and
 * audits, and keeps a few for each device.
 */
@NullMarked
package io.vedette.cloud.health.field;

import org.jspecify.annotations.NullMarked;
