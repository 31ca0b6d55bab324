/** Configuration files of the roles: YAML into records, and back. */
@NullMarked
package io.vedette.cli.config;

import org.jspecify.annotations.NullMarked;
