/** What distillation must keep. */
@NullMarked
package io.vedette.federated.distill;

import org.jspecify.annotations.NullMarked;
