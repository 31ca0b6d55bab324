package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Matrix products. */
final class MatrixOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .plain("MatMul", in -> JniUtils.matmul(in.get(0), in.get(1)))
          .add("Gemm", MatrixOperators::gemm);

  private MatrixOperators() {}

  /** alpha A' B' + beta C. */
  private static Kernel gemm(Node node) {
    double alpha = node.real("alpha", 1);
    double beta = node.real("beta", 1);
    boolean transposeA = node.flag("transA");
    boolean transposeB = node.flag("transB");
    return Kernel.single(
        in -> {
          PtNDArray a = transposeA ? JniUtils.transpose(in.get(0), 0, 1) : in.get(0);
          PtNDArray b = transposeB ? JniUtils.transpose(in.get(1), 0, 1) : in.get(1);
          PtNDArray product = scaled(in, JniUtils.matmul(a, b), alpha);
          return in.has(2) ? JniUtils.add(product, scaled(in, in.get(2), beta)) : product;
        });
  }

  private static PtNDArray scaled(KernelInputs in, PtNDArray array, double factor) {
    return factor == 1 ? array : JniUtils.mul(array, in.scalar(factor));
  }
}
