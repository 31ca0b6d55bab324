/** Files named by their content: a {@code BlobStore} keeps models, datasets and frames. */
@NullMarked
package io.vedette.registry.blob;

import org.jspecify.annotations.NullMarked;
