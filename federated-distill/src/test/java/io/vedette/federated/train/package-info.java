/** What training must keep. */
@NullMarked
package io.vedette.federated.train;

import org.jspecify.annotations.NullMarked;
