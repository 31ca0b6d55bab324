@NullMarked
package io.vedette.federated.compress.exchange;

import org.jspecify.annotations.NullMarked;
