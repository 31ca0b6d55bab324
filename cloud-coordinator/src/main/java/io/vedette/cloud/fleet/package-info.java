/**
 * Who is out there: a {@link Device} is an agent as the centre knows it, an {@link AgentSession}
 * its open connection, orders go down and reports come up.
 *
 * <p>Thin: an agent names itself; who has the token may take any name.
 */
@NullMarked
package io.vedette.cloud.fleet;

import org.jspecify.annotations.NullMarked;
