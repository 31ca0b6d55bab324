/**
 * The coordinator's services on the wire. Protobuf messages end here: behind are records of the
 * concepts.
 */
@NullMarked
package io.vedette.cloud.rpc;

import org.jspecify.annotations.NullMarked;
