/** Base58 with the alphabet of Bitcoin, as the texts of a Nym network have it. */

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The text of some bytes; each leading zero byte is a leading `1`. */
export function base58Encode(bytes: Uint8Array): string {
  const digits = inBase(bytes, 256, 58);
  return '1'.repeat(leadingZeros(bytes)) + digits.map((digit) => ALPHABET[digit]).join('');
}

/** The bytes of a text, or `undefined` when it is not base58 of exactly so many bytes. */
export function base58Decode(text: string, length: number): Uint8Array | undefined {
  // A byte takes at most 1.37 digits; longer texts would only cost time.
  if (text.length > 2 * length) {
    return undefined;
  }
  const digits = [...text].map((char) => ALPHABET.indexOf(char));
  if (digits.includes(-1)) {
    return undefined;
  }
  const number = inBase(digits, 58, 256);
  const zeros = leadingZeros(digits);
  return zeros + number.length === length
    ? Uint8Array.of(...new Uint8Array(zeros), ...number)
    : undefined;
}

/** The digits of a number in another base, highest first and without leading zeros. */
function inBase(digits: Iterable<number>, from: number, to: number): number[] {
  const lowestFirst: number[] = [];
  for (const digit of digits) {
    let carry = digit;
    for (let i = 0; i < lowestFirst.length; i++) {
      carry += (lowestFirst[i] ?? 0) * from;
      lowestFirst[i] = carry % to;
      carry = Math.floor(carry / to);
    }
    for (; carry > 0; carry = Math.floor(carry / to)) {
      lowestFirst.push(carry % to);
    }
  }
  return lowestFirst.reverse();
}

function leadingZeros(digits: ArrayLike<number>): number {
  let count = 0;
  while (count < digits.length && digits[count] === 0) {
    count++;
  }
  return count;
}
