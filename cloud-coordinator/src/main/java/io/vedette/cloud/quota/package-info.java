/**
 * How deployments share what one coordinator has: a {@link TeachingPolicy} names the teacher of a
 * deployment, its weight and its {@link Quotas}; the {@link QuotaMeter} says what is left of them.
 */
@NullMarked
package io.vedette.cloud.quota;

import org.jspecify.annotations.NullMarked;
