// All commands that pages show. A test of the command line parses each of them as written here.

const DEMO = './vedette demo';
const COORDINATOR = './vedette coordinator --port 7400';
const AGENT = "./vedette agent --model models/boards-student.onnx --source 'generated:boards?seed=7'";
const TEACHER = './vedette teacher --model models/boards-teacher.onnx';
const DISTILLER = './vedette distiller';
const IMPORT = './vedette model import --model models/boards-student.onnx --name student';
const TAG = './vedette fleet tag agent-1 site=hamburg';
const ADD_USER = './vedette user add anna --role viewer';
const SIGN_IN_LINK = './vedette sign-in --link';
const ROLLOUT = './vedette rollout start student:1';

/** The coordinator that this dashboard shows. */
export interface Where {
  /** host:port */
  coordinator: string;
  /** The same as options of a command: "--coordinator host:port --coordinator-tls". */
  options: string;
}

const to = (command: string, where: Where) => (where.options ? `${command} ${where.options}` : command);

export const commands = {
  demo: () => DEMO,
  addUser: () => ADD_USER,
  /** Prints an address of a demo's dashboard that signs in. */
  signInLink: () => SIGN_IN_LINK,
  /** Starts a coordinator at the address that the dashboard expects; only useful on the dashboard's machine. */
  coordinator: (where: Where) => COORDINATOR.replace('7400', /:(\d+)$/.exec(where.coordinator)?.[1] ?? '7400'),
  agent: (where: Where) => to(AGENT, where),
  /** Of a name; without one it has the usual name. */
  teacher: (where: Where, name?: string) => to(name && name !== 'teacher' ? `${TEACHER} --name ${name}` : TEACHER, where),
  distiller: (where: Where) => to(DISTILLER, where),
  importModel: (where: Where) => to(IMPORT, where),
  tag: (where: Where, agentId: string) => to(TAG.replace('agent-1', agentId), where),
  rollout: (where: Where, version: string) => to(ROLLOUT.replace('student:1', version), where),
};

/** Whether the coordinator's address is on the dashboard's own machine. */
export function isHere(coordinator: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?):\d+$/.test(coordinator);
}
