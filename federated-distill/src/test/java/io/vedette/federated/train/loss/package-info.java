/** What training must keep. */
@NullMarked
package io.vedette.federated.train.loss;

import org.jspecify.annotations.NullMarked;
