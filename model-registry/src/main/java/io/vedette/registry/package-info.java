/** What a version is: named, numbered, signed, kept by content, and traceable both ways. */
@NullMarked
package io.vedette.registry;

import org.jspecify.annotations.NullMarked;
