/**
 * How an agent is at one moment: {@link AgentStatus}, with the status of each part. It goes up in
 * heartbeats and is shown as health and metrics. {@link CloudStatus} is the connection itself.
 */
@NullMarked
package io.vedette.edge.status;

import org.jspecify.annotations.NullMarked;
