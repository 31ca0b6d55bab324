package io.vedette.cli.demo;

import io.vedette.proto.v1.Role;
import java.io.IOException;

/** What the demo does as the admin of its coordinator. */
interface DemoAccess extends AutoCloseable {

  /**
   * Makes the key of a process, unless it has one. The coordinator need not be ready.
   *
   * @throws IOException in one line for people
   */
  void prepare(String name) throws IOException;

  /**
   * Gives a process its identity, unless it has one of this coordinator.
   *
   * @param name the id in its certificate
   * @throws IOException in one line for people
   */
  void enroll(Role role, String name) throws IOException;

  /**
   * What follows the dashboard's address to open it signed in: it holds for ten minutes, once.
   *
   * @throws IOException in one line for people
   */
  String signInPath() throws IOException;

  @Override
  void close();
}
