package io.vedette.cloud.identity;

import io.vedette.wire.Tags;
import java.security.cert.X509Certificate;

/**
 * A certificate that was just issued.
 *
 * @param certificate of the device or worker
 * @param issued as it is remembered
 * @param renewAtMs when its owner should ask for the next one, milliseconds since 1970
 * @param tags that its token gives to a device
 */
public record Enrolled(
    X509Certificate certificate, IssuedCertificate issued, long renewAtMs, Tags tags) {}
