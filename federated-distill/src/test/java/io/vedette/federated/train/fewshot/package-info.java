/** What a detector keeps while it learns more. */
@NullMarked
package io.vedette.federated.train.fewshot;

import org.jspecify.annotations.NullMarked;
