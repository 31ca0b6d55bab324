/** What users write: configuration files into records, and back; times as they say them. */
@NullMarked
package io.vedette.cli.config;

import org.jspecify.annotations.NullMarked;
