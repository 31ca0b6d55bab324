package io.vedette.federated.autograd;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import org.slf4j.LoggerFactory;

/** The native library, loaded once per process. */
final class Torch {

  /** Threads of one operator; the default is every available core. */
  static final String THREADS_PROPERTY = "vedette.threads";

  private static final PtNDManager ROOT = load();

  private Torch() {}

  private static PtNDManager load() {
    if (System.getProperty("os.name").equals("Linux") && System.getenv("GOMP_SPINCOUNT") == null) {
      LoggerFactory.getLogger(Torch.class)
          .warn("training is slow on shared cores: start with GOMP_SPINCOUNT=100000 (adr/0002)");
    }
    System.setProperty("ai.djl.offline", "true");
    // Operators run one after the other, so a pool between operators would only compete with them.
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    int threads = Integer.getInteger(THREADS_PROPERTY, Runtime.getRuntime().availableProcessors());
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    return (PtNDManager) Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
  }

  /** A new owner of native memory. */
  static PtNDManager manager() {
    return ROOT.newSubManager(Device.cpu());
  }

  static void threads(int threads) {
    if (ROOT.isOpen()) {
      JniUtils.setNumThreads(threads);
    }
  }
}
