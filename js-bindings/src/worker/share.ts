import { asPeapodError, type Environment } from '../environment.js';
import { PeapodError } from '../errors.js';
import { prepareHere } from '../local-session.js';
import type { SessionPlan } from '../options.js';
import type { PreparedSession } from '../session.js';
import type { Line } from './line.js';
import { Member } from './member.js';
import { openStorage } from './open-storage.js';
import { Run } from './run.js';
import { SecretMark } from './secret-mark.js';
import { type OpenRequest, type PageMessage, WIRE_VERSION } from './wire.js';

/** What a worker's engine gives; tests put their own in its place. */
export interface WorkerHost {
  readonly environment: Environment;
  /** Resolves once the page that holds this lock is gone. */
  whenGone(presence: string): Promise<void>;
}

/** A run on its way, and how many pages wait for it. */
interface Opening {
  readonly options: string;
  /** What had it begun. */
  readonly first: OpenRequest;
  readonly secret: SecretMark;
  readonly run: Promise<Run>;
  waiting: number;
}

/**
 * The worker's side: serves each page that connects, all from one run at a time. A dedicated worker
 * is one that only one page connects to.
 */
export class Share {
  readonly #host: WorkerHost;
  /** The run of each page; none before it is open. */
  readonly #runs = new WeakMap<Member, Run>();
  #opening: Opening | undefined;

  constructor(host: WorkerHost) {
    this.#host = host;
  }

  /** A page has come. */
  connect(line: Line): void {
    const member = new Member(line);
    line.hear(
      (message) => this.#take(member, message as PageMessage),
      () => this.#leave(member, true),
    );
  }

  #take(member: Member, message: PageMessage): void {
    switch (message.kind) {
      case 'open':
        void this.#open(member, message);
        return;
      case 'taken':
        return member.taken(message.bytes);
      case 'close':
        return this.#leave(member, false);
      case 'abandon':
        return this.#leave(member, true);
      default:
        if ('data' in message) {
          member.acknowledge(message.data.length);
        }
        this.#runs.get(member)?.take(member, message);
    }
  }

  #leave(member: Member, isGone: boolean): void {
    member.hasLeft = true;
    this.#runs.get(member)?.leave(member, isGone);
  }

  async #open(member: Member, request: OpenRequest): Promise<void> {
    if (request.presence !== undefined) {
      // Where that cannot be known, a page counts as gone, lest a client run for nobody.
      const leave = () => this.#leave(member, true);
      void this.#host.whenGone(request.presence).then(leave, leave);
    }
    try {
      const opening = this.#openingFor(request);
      const entered = this.#enter(member, opening, request);
      await entered.finally(() => leftWaiting(opening));
    } catch (fault) {
      member.refuse(PeapodError.is(fault) ? fault : asPeapodError(fault));
    }
  }

  async #enter(member: Member, opening: Opening, request: OpenRequest): Promise<void> {
    if (request !== opening.first) {
      await mustKnowSecret(opening, request);
    }
    const run = await opening.run;
    if (!member.hasLeft) {
      this.#runs.set(member, run);
      run.join(member);
    }
  }

  #openingFor(request: OpenRequest): Opening {
    if (request.version !== WIRE_VERSION) {
      const message =
        'tabs of this site run different versions of the package; reload them all, or close them';
      throw new PeapodError('WORKER_FAILED', message);
    }
    const options = comparable(request);
    this.#opening ??= this.#begin(request, options);
    const opening = this.#opening;
    if (opening.options !== options) {
      throw optionsDiffer();
    }
    opening.waiting++;
    return opening;
  }

  #begin(request: OpenRequest, options: string): Opening {
    const opening: Opening = {
      options,
      first: request,
      secret: new SecretMark(request.plan.secret),
      waiting: 0,
      run: this.#prepare(request).then(
        (prepared) => new Run(prepared, () => this.#forget(opening), request.storage !== undefined),
        (fault) => {
          this.#forget(opening);
          throw fault;
        },
      ),
    };
    return opening;
  }

  async #prepare({ plan, storage }: OpenRequest): Promise<PreparedSession> {
    const sessionPlan: SessionPlan = {
      ...plan,
      storage: storage && (await openStorage(storage)),
      webSocket: globalThis.WebSocket,
      transport: undefined,
    };
    return prepareHere(this.#host.environment, sessionPlan);
  }

  /** The next page begins another run. */
  #forget(opening: Opening): void {
    if (this.#opening === opening) {
      this.#opening = undefined;
    }
  }
}

/** Else whatever somebody types in would seem to be the right passphrase. */
async function mustKnowSecret({ secret }: Opening, { plan }: OpenRequest): Promise<void> {
  const isKnown = await secret.isOf(plan.secret);
  plan.secret.secret.fill(0);
  if (!isKnown) {
    throw optionsDiffer();
  }
}

/** A page waits no longer for a run, which ends when it is nobody's. */
async function leftWaiting(opening: Opening): Promise<void> {
  opening.waiting--;
  if (opening.waiting > 0) {
    return;
  }
  const run = await opening.run;
  if (opening.waiting === 0 && run.isEmpty) {
    run.end();
  }
}

function optionsDiffer(): PeapodError {
  const message =
    'another tab runs the shared client with other options; give the same in every tab, ' +
    "or choose runIn: 'worker' for a client of its own";
  return new PeapodError('OPTIONS_DIFFER', message);
}

/** The options as a text; where the core's file comes from makes no other client. */
function comparable({ plan, storage }: OpenRequest): string {
  return JSON.stringify([plan.configJson, plan.topology, plan.backend, storage]);
}
