/**
 * The agents of a coordinator: a {@link Device} is one as the coordinator knows it, an {@link
 * AgentSession} its open connection; commands go down, reports come up. The {@link Fleet} holds all
 * of them. {@link DeviceTags} group devices and their cameras, and a {@link Selector} picks by
 * them. A {@link CameraAssigner} says which deployment each camera belongs to; a device runs one
 * student for each, and the {@link Members} of a deployment are the devices that have cameras of
 * it.
 *
 * <p>Thin: an agent names itself; who has the token may take any name.
 */
@NullMarked
package io.vedette.cloud.fleet;

import org.jspecify.annotations.NullMarked;
