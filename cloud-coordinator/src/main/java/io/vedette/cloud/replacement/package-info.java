/**
 * Replacing the teacher of a deployment: for a while two teachers answer the same audits ({@link
 * TeacherReplacement}), the difference is counted, then a person accepts or drops the new one
 * ({@link TeacherReplacements}). The verdict that is used stays the old teacher's until then.
 */
@NullMarked
package io.vedette.cloud.replacement;

import org.jspecify.annotations.NullMarked;
