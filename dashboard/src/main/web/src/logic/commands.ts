// Every command that a page shows, and nothing else does. Each is tried by a test of the command line, as it stands here.

const DEMO = './vedette demo';
const COORDINATOR = './vedette coordinator --port 7400';
const AGENT = "./vedette agent --model models/boards-student.onnx --source 'generated:boards?seed=7'";
const DISTILLER = './vedette distiller';
const IMPORT = './vedette model import --model models/boards-student.onnx --name student';
const ROLLOUT = './vedette rollout start student:1';

/** The coordinator that is shown. */
export interface Where {
  /** host:port */
  coordinator: string;
  /** The same as options of a command: "--coordinator host:port --coordinator-tls". */
  options: string;
}

const to = (command: string, where: Where) => (where.options ? `${command} ${where.options}` : command);

export const commands = {
  demo: () => DEMO,
  /** Starts the coordinator that the dashboard looks for; only right on its own machine. */
  coordinator: (where: Where) => COORDINATOR.replace('7400', /:(\d+)$/.exec(where.coordinator)?.[1] ?? '7400'),
  agent: (where: Where) => to(AGENT, where),
  distiller: (where: Where) => to(DISTILLER, where),
  importModel: (where: Where) => to(IMPORT, where),
  rollout: (where: Where, version: string) => to(ROLLOUT.replace('student:1', version), where),
};

/** Whether a coordinator is meant to run on the machine of the dashboard. */
export function isHere(coordinator: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?):\d+$/.test(coordinator);
}
