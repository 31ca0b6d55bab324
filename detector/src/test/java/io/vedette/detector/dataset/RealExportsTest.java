package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.SharedFiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What labelling tools have exported reads with the right counts, or is refused in one line. */
class RealExportsTest {

  private static Path sample(String name) {
    return SharedFiles.of("samples/annotations/" + name);
  }

  @ParameterizedTest
  @CsvSource({
    "coco_mmdet, coco, train, 1, 1",
    "coco_mmdet, coco, val, 1, 2",
    "coco_mmdet, coco, , 2, 3",
    "cvat_images_project, cvat, train, 2, 2",
    "cvat_images_project, cvat, val, 2, 2",
    "cvat_images_project, cvat, , 6, 6",
    "cvat_video, cvat, , 3, 1",
    "roboflow_layouts/coco, coco, train, 2, 2",
    "roboflow_layouts/coco, coco, valid, 1, 2",
    "roboflow_layouts/voc, voc, train, 2, 2",
    "roboflow_layouts/voc, voc, val, 1, 2",
    "roboflow_layouts/yolo, yolo, train, 2, 2",
    "roboflow_layouts/yolo, yolo, val, 1, 2",
    "voc_odd3, voc, train, 1, 1",
    "yolo_classes_txt, yolo, , 3, 11",
    "yolo_darknet/annotations, yolo, , 1, 2",
    "yolo_darknet/labels, yolo, train, 1, 2",
    "yolo_darknet/labels, yolo, , 2, 4",
    "yolo_darknet/strict, yolo, train, 1, 2",
  })
  void reads(String name, String form, String split, int pictures, int objects)
      throws DetectorException {
    DatasetSource source = DatasetSource.find(sample(name), null);

    assertThat(source.form()).isEqualTo(form);
    Dataset dataset = source.open(split);
    assertThat(dataset.samples()).hasSize(pictures);
    assertThat(dataset.objects()).isEqualTo(objects);
    for (Sample sample : dataset.samples()) {
      assertThat(sample.file()).isRegularFile();
    }
    assertThat(source.inspect(split).dataset().objects()).isEqualTo(objects);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cvat_images_task | | train.xml:53: an object has no label",
        "cvat_kabr | | its picture is not found: frame_000000",
        "datumaro_legacy | | Datumaro, a form that is known and not read; export as COCO or YOLO",
        "labelimg_raccoon | | raccoon-1.xml: its picture is not found: raccoon-1.jpg",
        "labelme_like | | sahi_terrain1.json: its picture is not found: terrain1.png",
        "mot_seq | | a MOT sequence, a form that is known and not read",
        "roboflow_layouts/createml | | CreateML, a form that is known and not read",
        "roboflow_ships | | data.yaml: there is no folder or list",
        "roboflow_ships | test | is outside 0 to 0: data.yaml names 1 class",
        "via | | VIA, a form that is known and not read",
        "voc_fridge | | 11.xml: its picture is not found: 11.jpg",
        "voc_odd1 | | 2007_000001.xml: its picture is not found: 2007_000001.jpg",
        "voc_odd2 | trainval | @.xml: its picture is not found: @.jpg",
        "vott_json | | VoTT, a form that is known and not read",
        "zips | | is an archive; unpack it",
        "zips/coco_1.0_layout.zip | | is an archive; unpack it",
        "label_studio/rect_export.json | | task 1: has 2 annotations of one picture",
        "label_studio/polygons_export.json | | task 68501: its picture is not found",
        "label_studio/json_min_docs.json | | its picture is not found: ",
      })
  void refuses(String name, String split, String message) {
    assertThatThrownBy(() -> Datasets.open(sample(name), split))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1)
        .doesNotContain("java.");
  }

  @Test
  void whatIsSoundInThemIsKept() throws DetectorException {
    assertThat(Datasets.inspect(sample("voc_fridge"), null).dataset().objects()).isEqualTo(2);
    Inspection labelStudio = Datasets.inspect(sample("yolo_classes_txt"), null);
    assertThat(labelStudio.counts()).containsOnly(Map.entry(Problem.Kind.MISSING_PICTURE, 2));
    assertThat(Datasets.inspect(sample("roboflow_ships"), "test").dataset().samples()).hasSize(2);
  }

  @Test
  void severalFilesOfOneFormAreChosenFromByName() throws DetectorException {
    DatasetSource source = DatasetSource.find(sample("label_studio"), "label-studio");

    assertThatThrownBy(() -> source.open(null))
        .hasMessageContaining("several annotation files; choose one by its name, with --split: ")
        .hasMessageContaining("rect_export");
    assertThatThrownBy(() -> source.open("polygons_export")).hasMessageContaining("task 68501");
  }
}
