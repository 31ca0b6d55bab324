// What people may do: each role may do what those before it may.

export const ROLES = ['viewer', 'reviewer', 'operator', 'admin'] as const;
export type PersonRole = (typeof ROLES)[number];

const rank = (role: string) => (ROLES as readonly string[]).indexOf(role);
const withArticle = (role: string) => `${/^[ao]/.test(role) ? 'an' : 'a'} ${role}`;

/** Why a role may not do what another may; empty when it may. */
export function lacking(role: string, needed: PersonRole): string {
  return rank(role) >= rank(needed) ? '' : `This needs ${withArticle(needed)}${rank(role) < 0 ? '' : `; you are ${withArticle(role)}`}.`;
}
