/**
 * What an agent serves over HTTP: {@link ShowServer} has a page, health, metrics, snapshots and
 * live pictures. On loopback unless configured otherwise. Clients are few, and each write to them
 * has a deadline.
 */
@NullMarked
package io.vedette.edge.show;

import org.jspecify.annotations.NullMarked;
