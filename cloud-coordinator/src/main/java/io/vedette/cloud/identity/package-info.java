/**
 * Who calls and what they may do: a {@link io.vedette.cloud.identity.Caller} has a {@link
 * io.vedette.cloud.identity.Role}, and the {@link io.vedette.cloud.identity.AccessTable} says which
 * roles may call which method.
 */
@NullMarked
package io.vedette.cloud.identity;

import org.jspecify.annotations.NullMarked;
