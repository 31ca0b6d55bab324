package io.vedette.scenario;

/** How the line's camera sees the boards. */
public enum Condition {
  /** As in DeepPCB: black copper on white ground, evenly lit, sharp. */
  NORMAL,
  /** Lit from behind by an ageing lamp: green ground, dim and uneven light, blur, camera noise. */
  CHANGED
}
