/** Bungie's 64-bit ids do not fit a JavaScript number, so they are strings for ever (bungie-api.md 1). */
export type ItemInstanceId = string & { readonly brand: 'ItemInstanceId' };
export type CharacterId = string & { readonly brand: 'CharacterId' };
export type MembershipId = string & { readonly brand: 'MembershipId' };

/** Unsigned 32-bit definition hash; the same number names an item, bucket, stat... by its table. */
export type Hash = number;

/** What tells one held thing from another: the instance id, or `hash:bucket:owner:index` for stacks (bungie-api.md 6.1). */
export type ItemKey = string & { readonly brand: 'ItemKey' };

const DIGITS = /^\d{1,20}$/;

/** True for a string of digits as Bungie writes int64 ids. */
export function isInt64Text(value: unknown): value is string {
  return typeof value === 'string' && DIGITS.test(value);
}

/** True for an unsigned 32-bit whole number. */
export function isHash(value: unknown): value is Hash {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
}
