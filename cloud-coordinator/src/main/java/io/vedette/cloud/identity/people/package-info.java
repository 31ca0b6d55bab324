/**
 * People and programs that act for them. A {@code User} signs in with a password, and with a {@code
 * TimeBasedCode} where one was set up, and has a {@code SignInSession} then; an {@code ApiToken} is
 * for programs. {@code PeopleDirectory} knows all of them and tells who shows a token; {@code
 * FailedSignIns} makes whoever guesses wait. Of passwords, sessions and tokens only hashes are
 * stored.
 */
@NullMarked
package io.vedette.cloud.identity.people;

import org.jspecify.annotations.NullMarked;
