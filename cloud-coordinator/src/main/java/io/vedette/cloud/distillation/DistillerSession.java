package io.vedette.cloud.distillation;

/** The open connection to a distiller. */
public interface DistillerSession {

  /** Names one process: a distiller that was started again has another. */
  String workerId();

  void assign(DistillationCommand command);

  void cancel(String jobId, int attempt);

  /** Ends the connection, saying why. */
  void close(String why);
}
