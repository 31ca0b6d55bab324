/**
 * Files that survive a crash: {@link DurableFiles} are whole or not there, a {@link
 * ChecksummedFile} tells when it is damaged, a {@link DataDirectory} belongs to one process at a
 * time. A {@link BackgroundWriter} writes for threads that must not wait.
 */
@NullMarked
package io.vedette.edge.disk;

import org.jspecify.annotations.NullMarked;
