package io.vedette.cloud.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which device goes in which wave. */
public final class WavePlan {

  /** A wave of fewer devices says little about the next one, and goes with it. */
  static final int LEAST = 5;

  private WavePlan() {}

  /**
   * Puts devices into waves. The first is the canary; the others are mixed, each version in another
   * way, so that one site is not in the same wave whenever a version comes.
   *
   * @param agents by name, the canary first
   * @param shares how much of the others has the version after each wave, percent, growing
   * @param version mixes the devices
   * @return in the order of waves
   */
  public static List<Member> of(List<String> agents, List<Integer> shares, String version) {
    List<Member> members = new ArrayList<>();
    if (agents.isEmpty()) {
      return members;
    }
    members.add(Member.waiting(agents.get(0), 0));
    List<String> others = new ArrayList<>(agents.subList(1, agents.size()));
    others.sort(Comparator.comparingInt(agent -> mixed(version, agent)));
    int wave = 1;
    int from = 0;
    for (int to : ends(others.size(), shares)) {
      int number = wave;
      others.subList(from, to).forEach(agent -> members.add(Member.waiting(agent, number)));
      from = to;
      wave++;
    }
    return members;
  }

  /** So many devices of a wave may fail; of a canary none. */
  static int mayFail(int wave, int devices, int percent) {
    return wave == 0 ? 0 : devices * percent / 100;
  }

  /** How many devices have the version after each wave. */
  private static List<Integer> ends(int devices, List<Integer> shares) {
    List<Integer> ends = new ArrayList<>();
    int before = 0;
    for (int share : shares) {
      int end = (int) Math.ceil(devices * share / 100.0);
      if (end - before >= LEAST && end < devices) {
        ends.add(end);
        before = end;
      }
    }
    if (before < devices) {
      ends.add(devices);
    }
    return ends;
  }

  /** Spreads the bits of both names (the finalizer of MurmurHash3, Austin Appleby). */
  private static int mixed(String version, String agent) {
    int h = 31 * version.hashCode() + agent.hashCode();
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
