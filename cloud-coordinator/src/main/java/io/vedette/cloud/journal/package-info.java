/** What happened, for people: a bounded list of {@link Entry}s, newest first. */
@NullMarked
package io.vedette.cloud.journal;

import org.jspecify.annotations.NullMarked;
