package io.vedette.federated.autograd;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function of libtorch that DJL has no call for. It is given to libtorch as a TorchScript module
 * without state: a zip of its source and of the pickled empty module.
 *
 * @see <a
 *     href="https://github.com/pytorch/pytorch/blob/main/torch/csrc/jit/docs/serialization.md">TorchScript
 *     serialization</a>
 */
final class Script {

  /** x * sigmoid(x), which the network's time is noticeably shorter with than with two calls. */
  static final Script SILU = new Script("torch.silu(x)");

  /** x * min(max(x / 6 + 1/2, 0), 1). */
  static final Script HARD_SWISH = new Script("torch.hardswish(x)");

  /**
   * The same values with the channels innermost in memory, as convolutions on processors like them.
   */
  static final Script CHANNELS_LAST = new Script("torch.contiguous(x, memory_format=2)");

  /**
   * Likewise where one channel or one place makes both layouts the same, which the above leaves.
   */
  static final Script LAID_OUT_ANEW = new Script("torch.clone(x, memory_format=2)");

  /** The nearest numbers of 16 bits; its gradient comes back in the type of x. */
  static final Script TO_BFLOAT16 = new Script("torch.to(x, 15, False, False)");

  static final Script TO_FLOAT32 = new Script("torch.to(x, 6, False, False)");

  /**
   * x rounded to codes of a step and back in one call, which a training is far shorter with than
   * with eight; gradients as in {@link QuantizationOperators}.
   */
  static final Script UINT8_AND_BACK = rounding(0, 255);

  static final Script INT8_AND_BACK = rounding(-128, 127);

  private static Script rounding(int least, int most) {
    return new Script(
        "torch._fake_quantize_learnable_per_tensor_affine(x, step, zero, "
            + least
            + ", "
            + most
            + ", 1.0)",
        "x",
        "step",
        "zero");
  }

  /** Pickle, protocol 2: an instance of __torch__.M with an empty dictionary. */
  private static final String MODULE = "\u0080\u0002c__torch__\nM\n)\u0081}b.";

  /** Pickle, protocol 2: the empty tuple. */
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private final PtSymbolBlock module;

  private Script(String expression) {
    this(expression, "x");
  }

  Script(String expression, String... names) {
    String source =
        "class M(Module):\n"
            + "  __parameters__ = []\n"
            + "  __buffers__ = []\n"
            + "  def forward(self: __torch__.M, "
            + String.join(": Tensor, ", names)
            + ": Tensor) -> Tensor:\n"
            + "    return "
            + expression
            + "\n";
    try {
      ByteArrayInputStream archive = new ByteArrayInputStream(archive(source));
      module = JniUtils.loadModule(Torch.manager(), archive, true, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] archive(String source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", MODULE);
      store(zip, "code/__torch__.py", source);
      store(zip, "constants.pkl", NO_CONSTANTS);
      store(zip, "version", "3\n");
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry("vedette/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  PtNDArray apply(PtNDArray... inputs) {
    // "Training" only means that gradients are recorded when the thread records them.
    return (PtNDArray) IValueUtils.forward(module, new NDList(inputs), true).get(0);
  }
}
