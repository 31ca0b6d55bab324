/**
 * The {@code Catalog} of versions: registers, numbers, signs, names by alias, and resolves {@code
 * name:3} and {@code name@alias}; a {@code VersionStore} keeps it.
 */
@NullMarked
package io.vedette.registry.catalog;

import org.jspecify.annotations.NullMarked;
