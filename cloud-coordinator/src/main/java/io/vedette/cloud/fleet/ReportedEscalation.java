package io.vedette.cloud.fleet;

/**
 * By which settings a device escalates the frames of a student, as it reports.
 *
 * @param settings all of them
 * @param origin whose they are: "deployment", "device", or "local" where the device's file wins
 * @param refused why it does not follow the deployment's newest; empty: it does
 */
public record ReportedEscalation(EscalationTerms settings, String origin, String refused) {}
