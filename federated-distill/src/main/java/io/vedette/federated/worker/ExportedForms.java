package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.worker.DistillationTask.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * A student in all forms that devices could run, as it is kept in a checkpoint.
 *
 * @param forms float first
 * @param withoutInt8 why none is INT8; empty where one is
 */
record ExportedForms(List<Exported> forms, String withoutInt8) {

  /** A {@link Form} with its graph as bytes. */
  record Exported(String variant, byte[] onnx, String made) {

    private static Exported of(String variant, Graph graph, String made) {
      return new Exported(variant, graph.toBytes(), made);
    }
  }

  ExportedForms {
    forms = List.copyOf(forms);
  }

  /**
   * INT8 is worth having, but a student that cannot be rounded is a student all the same.
   *
   * @param data what calibrates
   * @param looked called after every picture
   */
  static ExportedForms of(Graph student, Dataset data, Runnable looked) {
    List<PictureSource> pictures = new ArrayList<>();
    for (Sample sample : data.samples()) {
      pictures.add(
          () -> {
            looked.run();
            return sample.picture();
          });
    }
    String folded = "batch normalisation folded";
    String rounded =
        "QDQ, 7-bit weights per channel, activations " + Exporter.STANDARD.calibrator();
    List<Exported> forms = new ArrayList<>();
    try {
      Exporter.Variants variants = Exporter.STANDARD.variants(student, pictures);
      forms.add(Exported.of("fp32", variants.fp32(), folded));
      forms.add(Exported.of("int8", variants.int8(), rounded));
      variants
          .thinFloat()
          .ifPresent(
              thin ->
                  forms.add(Exported.of("int8", thin, rounded + ", thin convolutions in float")));
      return new ExportedForms(forms, "");
    } catch (DetectorException e) {
      return new ExportedForms(
          List.of(Exported.of("fp32", Exporter.fp32(student), folded)), "none: " + e.getMessage());
    }
  }

  List<Form> graphs() throws DetectorException {
    List<Form> graphs = new ArrayList<>();
    for (Exported form : forms) {
      Graph graph = Graph.parse(form.onnx(), "the student as " + form.variant());
      graphs.add(new Form(form.variant(), graph, form.made()));
    }
    return graphs;
  }
}
