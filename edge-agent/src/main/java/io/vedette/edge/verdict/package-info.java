/** What happens to the teacher's verdicts on a device: {@link VerdictHandler}. */
@NullMarked
package io.vedette.edge.verdict;

import org.jspecify.annotations.NullMarked;
