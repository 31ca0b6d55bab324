/**
 * Text files that people give: a {@link TextFile} is decoded by its byte-order mark, bounded in
 * size and free of differences between line ends; a {@link LabelList} is one that holds class
 * names.
 */
@NullMarked
package io.vedette.detector.text;

import org.jspecify.annotations.NullMarked;
