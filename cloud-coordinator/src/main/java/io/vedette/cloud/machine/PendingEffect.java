package io.vedette.cloud.machine;

/**
 * An effect that is not acknowledged yet, as it is stored beside the state that asked for it.
 *
 * @param id unique in its machine, and growing
 */
record PendingEffect<F>(long id, F effect) {}
