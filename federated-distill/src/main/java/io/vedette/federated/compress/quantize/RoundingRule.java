package io.vedette.federated.compress.quantize;

/** Which of two codes a weight becomes that lies between them. */
public enum RoundingRule {
  /** The nearer one. */
  NEAREST,

  /** The one that with all others changes the convolution's output least on what was watched. */
  ADAPTIVE
}
