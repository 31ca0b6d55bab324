/** What training must keep. */
@NullMarked
package io.vedette.federated.train.report;

import org.jspecify.annotations.NullMarked;
