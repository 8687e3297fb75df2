/** A number that no other context draws as well: 52 random bits, from 1 on. */
export function drawNumber(): number {
  const [bits = 0n] = crypto.getRandomValues(new BigUint64Array(1));
  return Number(bits >> 12n) + 1;
}
