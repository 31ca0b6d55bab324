package io.vedette.edge.telemetry;

/** Metadata of MISB, ST 0601 or EG 0104, without the transport stream around it. */
final class KlvForm implements TelemetryForm {

  @Override
  public String name() {
    return "KLV (MISB)";
  }

  @Override
  public boolean recognises(byte[] head) {
    return head.length > 16
        && head[0] == 0x06
        && head[1] == 0x0e
        && head[2] == 0x2b
        && head[3] == 0x34;
  }

  @Override
  public Telemetry read(byte[] file) throws TelemetryException {
    KlvReader reader = new KlvReader();
    reader.read(file, null);
    if (reader.isEmpty()) {
      throw new TelemetryException("KLV without a whole set of ST 0601 or EG 0104");
    }
    return reader.finish(name());
  }
}
