/**
 * Files that survive: {@code DurableFiles} are whole or not there, and what is {@code
 * ChecksummedFile} tells when it is damaged.
 */
@NullMarked
package io.vedette.edge.disk;

import org.jspecify.annotations.NullMarked;
