/**
 * Stores on an embedded Ignite node. A value is JSON in UTF-8 under a string key, so that a later
 * version can read what an earlier one wrote.
 */
@NullMarked
package io.vedette.cloud.store;

import org.jspecify.annotations.NullMarked;
