/**
 * Smaller and faster forms of a student. {@code .simplify} changes a graph's form and not what it
 * computes, {@code .input} the size of its pictures, {@code .prune} cuts channels and blocks,
 * {@code .exchange} puts cheap operators in the place of dear ones, {@code .quantize} rounds to
 * fewer bits; {@code .recipe} does these in order, and {@code .search} looks for the recipe under a
 * limit. The {@code Exporter} makes the variants that devices run; a {@code Cost} and a {@code
 * Workload} say what a graph takes, {@code RunsPerPicture} how often it runs for a picture, a
 * {@code Speed} how long a device takes for that.
 */
@NullMarked
package io.vedette.federated.compress;

import org.jspecify.annotations.NullMarked;
