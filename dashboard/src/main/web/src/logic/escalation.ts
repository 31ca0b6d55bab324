// How a device escalates the frames of a student, in words. Pure.
import type { EscalationInForce } from '../messages';
import { bitRate, count, percent } from './format';

const ORIGINS: Record<string, string> = {
  deployment: 'as the deployment says',
  device: 'as the device’s file says',
  local: 'as the device’s file says, which wins over the deployment',
};

/** Whose settings are in force. */
export const originOf = (of: EscalationInForce) => ORIGINS[of.origin] ?? 'as the device says';

/** The settings in one line: what is sent, how much, and how many audits. */
export function settingsOf(of: EscalationInForce): string {
  const { policy, framing, budgetBps, framesPerHour, auditShare } = of.settings ?? {};
  return [
    policy && `policy ${policy}`,
    budgetBps !== undefined && `at most ${bitRate(budgetBps)}`,
    framesPerHour !== undefined && `${count(framesPerHour)} frames an hour`,
    auditShare !== undefined && `${percent(auditShare)} audits`,
    framing && `${framing} frames`,
  ]
    .filter(Boolean)
    .join(', ');
}
