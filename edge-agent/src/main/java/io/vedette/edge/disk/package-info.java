/**
 * Files that survive: {@code DurableFiles} are whole or not there, and what is {@code Sealed} tells
 * when it is damaged.
 */
@NullMarked
package io.vedette.edge.disk;

import org.jspecify.annotations.NullMarked;
