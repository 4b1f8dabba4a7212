import type { KeptState } from './commands.js';
import type { CoreClient } from './core/core.js';
import { Driver } from './driver.js';
import type { Environment } from './environment.js';
import type { SessionPlan } from './options.js';
import type { OutputOf } from './outputs.js';
import type { Platform } from './platform.js';
import type {
  NewsListener,
  PreparedSession,
  Session,
  SessionNews,
  SessionRequest,
} from './session.js';
import { keptState } from './state-options.js';
import { release } from './storage.js';

/** The number of the topology to start on; those of a client's own requests begin with 1. */
const FIRST_TOPOLOGY = 0;

/**
 * Prepares a session whose core, sockets and timers are on this thread. The storage is opened
 * first, so that one in use is told before anything is downloaded; what is wrong leaves nothing
 * open.
 *
 * @throws PeapodError when the core does not load or the storage does not give what it holds
 */
export async function prepareHere(
  environment: Environment,
  plan: SessionPlan,
): Promise<PreparedSession> {
  const kept = plan.storage && (await keptState(plan.storage, plan.secret));
  const letGo = async () => {
    kept?.secret.fill(0);
    if (plan.storage !== undefined) {
      await release(plan.storage);
    }
  };
  try {
    const { core, backend } = await environment.createCoreClient(plan);
    const platform = environment.platform(plan.webSocket, plan.transport);
    return {
      backend,
      listen: (tell) => new LocalSession(core, platform, plan, kept, tell),
      discard() {
        core.free();
        letGo();
      },
    };
  } catch (fault) {
    await letGo();
    throw fault;
  }
}

/** A driver and the order in which it is begun. */
class LocalSession implements Session {
  readonly #driver: Driver;
  readonly #topology: string | undefined;
  readonly #kept: KeptState | undefined;
  readonly #tell: NewsListener;

  constructor(
    core: CoreClient,
    platform: Platform,
    { topology, storage }: SessionPlan,
    kept: KeptState | undefined,
    tell: NewsListener,
  ) {
    this.#driver = new Driver(core, platform, (news) => this.#hear(news), storage);
    this.#topology = topology;
    this.#kept = kept;
    this.#tell = tell;
  }

  post(request: SessionRequest): void {
    if (request.kind === 'start') {
      this.#start();
    } else {
      this.#driver.post(request);
    }
  }

  #start(): void {
    if (this.#kept !== undefined) {
      this.#driver.keep(this.#kept);
    }
    if (this.#topology === undefined) {
      this.#driver.start();
    } else {
      const json = this.#topology;
      this.#driver.post({ kind: 'inject-topology', request: FIRST_TOPOLOGY, json });
    }
  }

  #hear(news: SessionNews): void {
    const isOfTopology = news.kind === 'topology-taken' || news.kind === 'topology-refused';
    if (isOfTopology && news.request === FIRST_TOPOLOGY) {
      this.#goOn(news);
    } else {
      this.#tell(news);
    }
  }

  /** Starts once the topology is in use, or not at all. */
  #goOn(news: OutputOf<'topology-taken' | 'topology-refused'>): void {
    if (news.kind === 'topology-taken') {
      this.#driver.start();
    } else {
      this.#tell({ kind: 'start-failed', code: 'INVALID_TOPOLOGY', detail: news.detail });
      this.#driver.post({ kind: 'close' });
    }
  }
}
