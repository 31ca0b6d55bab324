/** Objects with their places as other programs read them: GeoJSON, KML and Cursor on Target. */
@NullMarked
package io.vedette.edge.place.output;

import org.jspecify.annotations.NullMarked;
