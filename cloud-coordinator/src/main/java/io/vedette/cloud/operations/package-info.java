/**
 * Health and meters of a coordinator and its workers. Other packages tell listeners of their own
 * what happened; here it is counted. Figures that are kept elsewhere are read when somebody
 * scrapes.
 */
@NullMarked
package io.vedette.cloud.operations;

import org.jspecify.annotations.NullMarked;
