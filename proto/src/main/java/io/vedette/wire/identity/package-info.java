/**
 * How a client of the coordinator gets an identity and keeps it. An {@link EnrollmentTokenText} is
 * what a person hands to a device, {@link AuthorityTrust} believes the one authority that it names,
 * the {@link Enroller} exchanges it for an {@link io.vedette.wire.IdentityFolder}, and the {@link
 * Renewer} gets the next certificate in time.
 */
@NullMarked
package io.vedette.wire.identity;

import org.jspecify.annotations.NullMarked;
