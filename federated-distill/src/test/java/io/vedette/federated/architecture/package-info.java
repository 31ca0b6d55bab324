/** What architectures must keep. */
@NullMarked
package io.vedette.federated.architecture;

import org.jspecify.annotations.NullMarked;
