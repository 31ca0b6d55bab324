/**
 * Who is out there: a {@link Device} is an agent as the centre knows it, an {@link AgentSession}
 * its open connection, orders go down and reports come up.
 */
@NullMarked
package io.vedette.cloud.fleet;

import org.jspecify.annotations.NullMarked;
