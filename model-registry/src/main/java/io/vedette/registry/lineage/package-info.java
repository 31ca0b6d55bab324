/** What was made from what: a {@code LineageGraph}, followed both ways. */
@NullMarked
package io.vedette.registry.lineage;

import org.jspecify.annotations.NullMarked;
