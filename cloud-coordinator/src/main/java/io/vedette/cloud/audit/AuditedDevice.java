package io.vedette.cloud.audit;

import io.vedette.cloud.fleet.Device;

/** A device with the audits of the model it runs. */
public record AuditedDevice(Device device, AgreementCounts audits) {}
