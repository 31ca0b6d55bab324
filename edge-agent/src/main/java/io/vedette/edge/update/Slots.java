package io.vedette.edge.update;

import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.update.SlotsFile.State;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two files for versions, A and B: one holds the confirmed version, the other takes the next one. A
 * version is recorded as on trial before it answers its first frame. When the process crashes
 * during the trial, the next one starts with the confirmed version and refuses the other.
 */
public final class Slots {

  private static final Logger log = LoggerFactory.getLogger(Slots.class);
  private static final int MAX_REFUSED = 100;

  private final Path folder;
  private final SlotsFile stored;
  private State state;

  private Slots(Path folder, SlotsFile stored) throws IOException {
    this.folder = folder;
    this.stored = stored;
    this.state = stored.read();
  }

  /** Opens the slots that an earlier process left in a folder, or empty ones. */
  public static Slots open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Slots(folder, new SlotsFile(folder));
  }

  /**
   * Refuses the version that was on trial when the last process ended.
   *
   * @return that version
   */
  public synchronized Optional<Slot> refuseCrashed() throws IOException {
    Slot crashed = state.trial();
    if (crashed == null) {
      return Optional.empty();
    }
    refuse(crashed.digest());
    return Optional.of(crashed);
  }

  /** The confirmed version, unless its file has changed. */
  public synchronized Optional<Slot> confirmed() {
    Slot slot = state.confirmed();
    if (slot == null) {
      return Optional.empty();
    }
    try {
      if (Digests.sha256(file(slot)).equals(slot.digest())) {
        return Optional.of(slot);
      }
      log.warn("{}: not the file that was confirmed; it is ignored", file(slot));
    } catch (IOException e) {
      log.warn("{}: {}; it is ignored", file(slot), e.getMessage());
    }
    return Optional.empty();
  }

  public Path file(Slot slot) {
    return folder.resolve(slot.file());
  }

  /**
   * Takes over a version that another student of this device has confirmed; when this returns it
   * survives a crash.
   *
   * @param model content of its ONNX file
   */
  public synchronized void takeOver(Slot version, byte[] model) throws IOException {
    String file = freeFile();
    DurableFiles.write(folder.resolve(file), model);
    confirm(
        new Slot(
            version.version(), version.variant(), file, version.digest(), version.detector(), ""));
  }

  /** Name of the file for the next version. */
  synchronized String freeFile() {
    Slot confirmed = state.confirmed();
    return confirmed != null && confirmed.file().equals("a.onnx") ? "b.onnx" : "a.onnx";
  }

  /** The file of a download, complete or in part. */
  Path download(String digest) {
    return folder.resolve(digest + ".download");
  }

  synchronized boolean isRefused(String digest) {
    return state.refused().contains(digest);
  }

  synchronized void beginTrial(Slot slot) throws IOException {
    save(new State(state.confirmed(), slot, state.refused()));
  }

  /** The version on trial stays. */
  synchronized void confirm(Slot slot) throws IOException {
    save(new State(slot, null, state.refused()));
  }

  /** The trial has ended without a confirmation; the version may be tried again. */
  synchronized void endTrial() throws IOException {
    save(new State(state.confirmed(), null, state.refused()));
  }

  private void refuse(String digest) throws IOException {
    List<String> refused = new ArrayList<>(state.refused());
    refused.add(digest);
    int from = Math.max(0, refused.size() - MAX_REFUSED);
    save(new State(state.confirmed(), null, refused.subList(from, refused.size())));
  }

  private void save(State next) throws IOException {
    stored.write(next);
    state = next;
  }
}
