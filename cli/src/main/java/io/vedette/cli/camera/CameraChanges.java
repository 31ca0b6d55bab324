package io.vedette.cli.camera;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.ConfirmOptions;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.ApplyCameraRequest;
import io.vedette.proto.v1.CameraChange;
import java.io.PrintWriter;

/** Shows what a change of a camera does, and makes it with consent. */
record CameraChanges(
    CoordinatorOption coordinator, ConfirmOptions confirm, JsonOption json, PrintWriter out) {

  void run(ApplyCameraRequest request, String question) throws Exception {
    String name = request.getCameraId() + " of " + request.getAgentId();
    try (CoordinatorClient client = coordinator.dial()) {
      CameraChange change =
          client.ask(s -> s.applyCamera(request.toBuilder().setDryRun(true).build()));
      if (change.getChangesCount() == 0) {
        out.println(name + ": nothing differs");
      } else {
        int seen = change.getRevision();
        out.println(
            seen == 0 ? name + " would change:" : name + ", revision " + seen + ", would change:");
        CameraText.print(out, change);
        if (confirm.consent(question)) {
          change =
              client.ask(s -> s.applyCamera(request.toBuilder().setSeenRevision(seen).build()));
          out.println(name + ": revision " + change.getRevision() + " is stored");
        } else {
          out.println(name + ": nothing was changed");
        }
      }
      out.flush();
      json.write(change);
    }
  }
}
