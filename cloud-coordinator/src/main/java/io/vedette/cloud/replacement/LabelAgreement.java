package io.vedette.cloud.replacement;

/**
 * How often two teachers saw an object of a label.
 *
 * @param both objects that both have, with this label
 * @param onlyOld objects that only the old teacher has with this label
 * @param onlyNew objects that only the new one has with it
 */
public record LabelAgreement(String label, long both, long onlyOld, long onlyNew) {

  LabelAgreement plus(long moreBoth, long moreOld, long moreNew) {
    return new LabelAgreement(label, both + moreBoth, onlyOld + moreOld, onlyNew + moreNew);
  }

  /** Share of the old teacher's objects that the new one has, 0 to 1; -1: it had none. */
  public double precision() {
    return both + onlyOld == 0 ? -1 : (double) both / (both + onlyOld);
  }

  /** Share of the new teacher's objects that the old one has, 0 to 1; -1: it had none. */
  public double recall() {
    return both + onlyNew == 0 ? -1 : (double) both / (both + onlyNew);
  }
}
