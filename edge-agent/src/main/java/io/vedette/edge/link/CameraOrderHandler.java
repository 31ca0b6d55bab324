package io.vedette.edge.link;

import io.vedette.wire.camera.CameraOrder;
import io.vedette.wire.camera.CameraReport;
import java.util.List;
import java.util.function.Consumer;

/** Carries out what the coordinator wants of cameras. Each call must return at once. */
public interface CameraOrderHandler {

  /** What the coordinator wants of all cameras; a camera that is not there follows the file. */
  void onOrders(List<CameraOrder> orders);

  /** What each camera runs and refuses. */
  List<CameraReport> reports();

  /**
   * Calls a listener with the report of a camera that has changed, or has refused to.
   *
   * @param listener in place of an earlier one; must return at once
   */
  void onReport(Consumer<CameraReport> listener);
}
