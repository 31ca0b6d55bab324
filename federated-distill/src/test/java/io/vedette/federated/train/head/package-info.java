/** What training must read. */
@NullMarked
package io.vedette.federated.train.head;

import org.jspecify.annotations.NullMarked;
