/**
 * An edge agent: {@link Agent} starts the parts and stops them, {@link AgentConfig} says how. Each
 * part is a subpackage and knows nothing of this one. {@code AgentStores} are the parts that keep
 * files, {@code OfflineParts} those that an agent always has, {@code OnlineParts} those that need a
 * coordinator.
 */
@NullMarked
package io.vedette.edge;

import org.jspecify.annotations.NullMarked;
