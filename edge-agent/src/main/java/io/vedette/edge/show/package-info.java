/**
 * What an agent serves over HTTP to people and monitors beside it: a page, health, metrics, the
 * newest picture and a live one. On loopback unless told otherwise, and never in the way: each
 * client has a deadline for every write, and there are only so many.
 */
@NullMarked
package io.vedette.edge.show;

import org.jspecify.annotations.NullMarked;
