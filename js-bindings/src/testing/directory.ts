import { invalid } from '../checks.js';
import type { DirectoryAnswer } from './outputs.js';

/** A request to the directory. */
export interface DirectoryRequest {
  /** The HTTP method. */
  readonly method: string;
  /** Path and query, such as `/api/v1/epoch/current`. */
  readonly target: string;
}

/**
 * What is wrong with the directory:
 *
 * - `down`: it breaks every connection off without an answer
 * - `failing`: it answers 503 to everything
 * - `garbled`: its documents are no JSON
 * - `inconsistent`: its rewarded set belongs to another epoch than its lists of nodes
 * - a function: makes the answer itself, from the right one; `null` breaks the connection off
 */
export type DirectoryFault =
  | 'down'
  | 'failing'
  | 'garbled'
  | 'inconsistent'
  | ((
      request: DirectoryRequest,
      answer: DirectoryAnswer,
    ) => DirectoryAnswer | null | Promise<DirectoryAnswer | null>);

type Rewrite = Extract<DirectoryFault, (...args: never[]) => unknown>;

const REWARDED_SET = '/v1/nym-nodes/rewarded-set';

const FAULTS: Readonly<Record<Exclude<DirectoryFault, Rewrite>, Rewrite>> = {
  down: () => null,
  failing: (_, { headers }) => textAnswer(503, headers, 'the directory is being disturbed'),
  garbled: (_, { headers, status }) => textAnswer(status, headers, '{"nodes": [{'),
  inconsistent: ({ target }, answer) =>
    target.includes(REWARDED_SET) && answer.status === 200 ? ofAnotherEpoch(answer) : answer,
};

/**
 * What a fault does to an answer.
 *
 * @throws PeapodError `INVALID_OPTION` for a fault that there is not
 */
export function directoryRewrite(fault: DirectoryFault | null): Rewrite {
  if (fault === null) {
    return (_, answer) => answer;
  }
  if (typeof fault === 'function') {
    return fault;
  }
  if (!Object.hasOwn(FAULTS, fault)) {
    throw invalid('fault', `null, a function or one of ${Object.keys(FAULTS).join(', ')}`, fault);
  }
  return FAULTS[fault];
}

function ofAnotherEpoch(answer: DirectoryAnswer): DirectoryAnswer {
  const document = JSON.parse(new TextDecoder().decode(answer.body)) as { epoch_id: number };
  const changed = { ...document, epoch_id: document.epoch_id + 7 };
  return { ...answer, body: new TextEncoder().encode(JSON.stringify(changed)) };
}

function textAnswer(
  status: number,
  headers: DirectoryAnswer['headers'],
  text: string,
): DirectoryAnswer {
  return { status, headers, body: new TextEncoder().encode(text) };
}
