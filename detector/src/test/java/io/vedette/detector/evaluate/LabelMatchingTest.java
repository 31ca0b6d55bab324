package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatchingTest {
  private static final Box BOX = new Box(0, 0, 9, 9);

  @ParameterizedTest
  @CsvSource({
    "airplane, aeroplane",
    "motorcycle, motorbike",
    "tv, tvmonitor",
    "potted plant, pottedplant",
    "dining table, diningtable",
    "couch, sofa",
    "pin-hole, Pin_Hole"
  })
  void labelsMeetByMeaning(String detector, String dataset) throws DetectorException {
    LabelMatching matching =
        LabelMatching.between(List.of("zebra", detector), List.of(dataset, "boat"));

    assertThat(matching.translate(new Detection(BOX, 1, detector, 0.5f)))
        .contains(new Detection(BOX, 0, dataset, 0.5f));
    assertThat(matching.translate(new Detection(BOX, 0, "zebra", 0.5f)))
        .isEqualTo(Optional.empty());
    assertThat(matching.unseen()).containsExactly("boat");
    assertThat(matching.unknown()).containsExactly("zebra");
  }

  @Test
  void spellingGoesBeforeMeaning() throws DetectorException {
    LabelMatching matching =
        LabelMatching.between(List.of("sofa", "couch"), List.of("couch", "sofa"));

    assertThat(matching.translate(new Detection(BOX, 0, "sofa", 1)))
        .contains(new Detection(BOX, 1, "sofa", 1));
  }

  @Test
  void aDatasetIsToldInTheDetectorsWords() {
    assertThat(
            LabelMatching.inDetectorLabels(
                List.of("person", "couch", "potted plant", "sofa"),
                List.of("pottedplant", "sofa", "Person", "board")))
        .containsExactly("potted plant", "sofa", "person", "board");
  }

  @Test
  void nothingInCommonIsToldAndNotMeasuredAsZero() {
    assertThatThrownBy(() -> LabelMatching.between(List.of("cat"), List.of("open", "short")))
        .isInstanceOf(DetectorException.class)
        .hasMessageContainingAll("[cat]", "[open, short]", "--labels");
  }
}
