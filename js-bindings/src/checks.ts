import { PeapodError } from './errors.js';

/** An object that a caller gave, not looked into yet. */
export type Given = Readonly<Record<string, unknown>>;

/** The object at a place, or a refusal. */
export function objectAt(name: string, value: unknown): Given {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(name, 'an object', value);
  }
  return value as Given;
}

/** Refuses every key that is not known. */
export function refuseUnknown(name: string, given: Given, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) {
      const expected = `only the keys ${known.join(', ')}`;
      throw new PeapodError('INVALID_OPTION', `${name}: expected ${expected}; got the key ${key}`);
    }
  }
}

/** The refusal of an option: which one, what it takes, what was given. */
export function invalid(name: string, expected: string, got: unknown): PeapodError {
  return new PeapodError('INVALID_OPTION', `${name}: expected ${expected}; got ${shown(got)}`);
}

/**
 * Checks the signal of a call.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkSignal(value: unknown): AbortSignal | undefined {
  if (value !== undefined && !(value instanceof AbortSignal)) {
    throw invalid('signal', 'an AbortSignal', value);
  }
  return value;
}

/** A value as it may stand in a message: short, and never the content of an object. */
function shown(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  }
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
  return typeof value === 'function' ? 'a function' : String(value);
}
