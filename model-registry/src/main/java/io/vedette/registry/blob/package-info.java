/** Files named by their content: a {@code BlobStore} keeps models, updates and datasets. */
@NullMarked
package io.vedette.registry.blob;

import org.jspecify.annotations.NullMarked;
