import type { Me } from '#core/contract';

export interface UserMenuProps {
  readonly me: Me;
  /** Where signing out leads. */
  readonly home?: string;
}

/** Who one is, with the unit one works in. */
export function userText(me: Me): string {
  const unit = me.appointments[0]?.unitName;
  return unit === undefined ? me.name : `${me.name} · ${unit}`;
}
