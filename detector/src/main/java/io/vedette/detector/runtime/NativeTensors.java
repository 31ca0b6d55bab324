package io.vedette.detector.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.vedette.detector.DetectorException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Float tensors to and from ONNX Runtime's, whatever type the graph asks for. */
final class NativeTensors {

  private NativeTensors() {}

  static OnnxTensor in(OrtEnvironment environment, FloatTensor tensor, TensorInfo wanted)
      throws OrtException, DetectorException {
    return switch (wanted.type) {
      case FLOAT ->
          OnnxTensor.createTensor(environment, tensor.data().duplicate().rewind(), tensor.shape());
      case INT64 -> {
        float[] values = tensor.values();
        long[] longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
          longs[i] = (long) values[i];
        }
        yield OnnxTensor.createTensor(environment, LongBuffer.wrap(longs), tensor.shape());
      }
      case INT32 -> {
        float[] values = tensor.values();
        int[] ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
          ints[i] = (int) values[i];
        }
        yield OnnxTensor.createTensor(environment, IntBuffer.wrap(ints), tensor.shape());
      }
      default ->
          throw new DetectorException(
              "an input of type " + wanted.type + " is not supported; export it as float32");
    };
  }

  static FloatTensor out(String name, OnnxValue value) throws OrtException, DetectorException {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new DetectorException("output " + name + " is no tensor but " + value.getType());
    }
    long[] shape = tensor.getInfo().getShape();
    FloatBuffer data =
        switch (tensor.getInfo().type) {
          case FLOAT, FLOAT16, BFLOAT16 -> tensor.getFloatBuffer();
          case INT64 -> {
            LongBuffer longs = tensor.getLongBuffer();
            float[] values = new float[longs.remaining()];
            for (int i = 0; i < values.length; i++) {
              values[i] = longs.get(i);
            }
            yield FloatBuffer.wrap(values);
          }
          case INT32 -> {
            IntBuffer ints = tensor.getIntBuffer();
            float[] values = new float[ints.remaining()];
            for (int i = 0; i < values.length; i++) {
              values[i] = ints.get(i);
            }
            yield FloatBuffer.wrap(values);
          }
          default ->
              throw new DetectorException(
                  "output " + name + " has type " + tensor.getInfo().type + "; float32 is needed");
        };
    return new FloatTensor(shape, data);
  }
}
