/** What an agent does with the frames of a camera, measured beside another way. */
@NullMarked
package io.vedette.benchmarks.camera;

import org.jspecify.annotations.NullMarked;
