package io.vedette.benchmarks.losses;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to train a student, as a call of {@code vedette}.
 *
 * @param name of its row and its folder
 * @param supervision what the student learns from, in a few words
 * @param command {@code train} or {@code distill}
 * @param arguments that make the difference
 */
record TrainingVariant(String name, String supervision, String command, List<String> arguments) {

  private static final String USUAL = "logits,boxes,localization";

  /** The variants that are compared: adding one means one line here. */
  static final List<TrainingVariant> ALL =
      List.of(
          new TrainingVariant("labels", "the labels alone", "train", List.of()),
          taught("black-box", "the teacher's boxes as labels", "--black-box"),
          losses("logits", "class scores (softened)", "logits"),
          losses("boxes", "boxes", "boxes"),
          losses("localization", "distance distributions", "localization"),
          losses("usual", "scores, boxes and distributions", USUAL),
          losses("usual+at", "… and attention maps", USUAL + ",at"),
          losses("usual+cwd", "… and channels", USUAL + ",cwd"),
          losses("usual+mgd", "… and masked features", USUAL + ",mgd"),
          losses("usual+imitate", "… and features where the teacher is sure", USUAL + ",imitate"),
          losses("usual+rkd", "… and distances between pictures", USUAL + ",rkd,rkd-angle"),
          losses("usual+deep", "… and the student's deep level to its shallow", USUAL + ",deep"),
          taught("hard", "the usual, hard pictures count more", "--emphasis", "hard"),
          taught("cooling", "the usual, temperature 6 to 2", "--temperature", "6:2"),
          taught("adaptive", "the usual, adaptive temperature", "--temperature", "6:2:adaptive"),
          taught(
              "imitate+adaptive",
              "both: features where the teacher is sure, adaptive temperature",
              "--losses",
              USUAL + ",imitate",
              "--temperature",
              "6:2:adaptive"),
          new TrainingVariant("self", "its own average", "distill", List.of("--self")));

  private static TrainingVariant losses(String name, String supervision, String losses) {
    return taught(name, supervision, "--losses", losses);
  }

  private static TrainingVariant taught(String name, String supervision, String... arguments) {
    return new TrainingVariant(name, supervision, "distill", List.of(arguments));
  }

  /** Whether a teacher other than the student is asked. */
  boolean needsTeacher() {
    return command.equals("distill") && !arguments.contains("--self");
  }

  /** The call without its output: command, what is common to all, what makes the difference. */
  List<String> call(List<String> common, List<String> teacher) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(common);
    words.addAll(needsTeacher() ? teacher : List.of());
    words.addAll(arguments);
    return words;
  }
}
