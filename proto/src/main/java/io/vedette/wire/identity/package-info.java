/**
 * How a client of the coordinator gets an identity. An {@link EnrollmentTokenText} is what a person
 * hands to a device, and {@link AuthorityTrust} believes the one authority that it names.
 */
@NullMarked
package io.vedette.wire.identity;

import org.jspecify.annotations.NullMarked;
