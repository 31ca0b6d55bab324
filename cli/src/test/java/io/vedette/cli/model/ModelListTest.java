package io.vedette.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.VariantSummary;
import io.vedette.proto.v1.VersionRef;
import io.vedette.proto.v1.VersionSummary;
import org.junit.jupiter.api.Test;

class ModelListTest {

  private static final VersionSummary MEASURED =
      VersionSummary.newBuilder()
          .setVersion(VersionRef.newBuilder().setName("student").setNumber(3))
          .addVariants(VariantSummary.newBuilder().setMetrics(metrics(0.61, 0.41)))
          .build();

  private static Metrics metrics(double ap50, double ap) {
    return Metrics.newBuilder().setAp50(ap50).setAp(ap).build();
  }

  private static String line(VersionSummary version) {
    return ModelList.line(version.toBuilder().setDevices(2).addAliases("stable").build());
  }

  @Test
  void aVersionStandsBesideItsParentWhereThatWasAskedToo() {
    String start = "student:3  1970-01-01T00:00:00Z  AP50 0.610 AP 0.410";

    assertThat(line(MEASURED)).isEqualTo(start + "  2 devices  stable");
    assertThat(line(MEASURED.toBuilder().setBaseline(metrics(0.464, 0.3)).build()))
        .isEqualTo(start + " (parent 0.464)  2 devices  stable");
    assertThat(line(MEASURED.toBuilder().clearVariants().build())).contains("not measured");
  }
}
