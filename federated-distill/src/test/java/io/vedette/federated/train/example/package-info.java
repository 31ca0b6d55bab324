/** What training must keep. */
@NullMarked
package io.vedette.federated.train.example;

import org.jspecify.annotations.NullMarked;
