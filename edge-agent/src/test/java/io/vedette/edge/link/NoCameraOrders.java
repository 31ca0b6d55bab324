package io.vedette.edge.link;

import io.vedette.wire.camera.CameraOrder;
import io.vedette.wire.camera.CameraReport;
import java.util.List;
import java.util.function.Consumer;

/** Of an agent without cameras. */
public final class NoCameraOrders implements CameraOrderHandler {

  @Override
  public void onOrders(List<CameraOrder> orders) {}

  @Override
  public List<CameraReport> reports() {
    return List.of();
  }

  @Override
  public void onReport(Consumer<CameraReport> listener) {}
}
