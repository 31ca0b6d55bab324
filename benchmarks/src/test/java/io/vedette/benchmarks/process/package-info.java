@NullMarked
package io.vedette.benchmarks.process;

import org.jspecify.annotations.NullMarked;
