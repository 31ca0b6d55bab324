/**
 * People: {@code vedette user} and {@code vedette token} manage who may do what; {@code vedette
 * sign-in} and {@code sign-out} begin and end a session of the command line, whose token is in the
 * file that {@code SignInFile} names.
 */
@NullMarked
package io.vedette.cli.people;

import org.jspecify.annotations.NullMarked;
