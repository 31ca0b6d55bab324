/**
 * The lineage of everything that is known, frame to device: the {@link LineageBuilder} draws it,
 * the {@link LineageReader} answers for one node.
 */
@NullMarked
package io.vedette.cloud.lineage;

import org.jspecify.annotations.NullMarked;
