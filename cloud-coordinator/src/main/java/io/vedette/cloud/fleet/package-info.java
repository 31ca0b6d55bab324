/**
 * The agents of a coordinator: a {@link Device} is one as the coordinator knows it, an {@link
 * AgentSession} its open connection; commands go down, reports come up. The {@link Fleet} holds all
 * of them. {@link DeviceTags} group devices, and a {@link Selector} picks by them.
 *
 * <p>Thin: an agent names itself; who has the token may take any name.
 */
@NullMarked
package io.vedette.cloud.fleet;

import org.jspecify.annotations.NullMarked;
