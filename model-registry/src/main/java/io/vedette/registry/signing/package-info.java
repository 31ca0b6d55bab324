/** Ed25519 signatures of manifests: {@code ManifestSigner} and {@code ManifestVerifier}. */
@NullMarked
package io.vedette.registry.signing;

import org.jspecify.annotations.NullMarked;
