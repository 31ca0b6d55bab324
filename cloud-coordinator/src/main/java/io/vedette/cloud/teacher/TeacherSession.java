package io.vedette.cloud.teacher;

import java.util.List;

/** The open connection to a teacher worker. */
public interface TeacherSession {

  /** Who is at the other end, and what it can take. */
  TeacherHello hello();

  /** Sends a batch; a connection that is gone is noticed elsewhere. */
  void send(String batchId, List<TeacherFrame> frames);

  /** Ends the connection, saying why. */
  void close(String why);
}
