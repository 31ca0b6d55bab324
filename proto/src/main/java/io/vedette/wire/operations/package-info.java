/**
 * How a process is operated: its health checks, its meters, and the HTTP server that shows both.
 * The only place that knows how meters become Prometheus text.
 */
@NullMarked
package io.vedette.wire.operations;

import org.jspecify.annotations.NullMarked;
