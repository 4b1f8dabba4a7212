import { onAbort } from './arguments.js';
import { PeapodError, type PeapodErrorCode } from './errors.js';
import type { PrivacyWarning } from './events.js';
import { checkNodeTest, type NodeTestOptions, type NodeTestResult } from './node-test.js';
import type { OutputOf } from './outputs.js';
import { Pending } from './pending.js';
import type { Session } from './session.js';
import { type NymTopology, topologyText } from './topology.js';

/** News about what was asked at this desk. */
export type NetworkNews = OutputOf<
  'topology-taken' | 'topology-refused' | 'node-tested' | 'node-test-failed' | 'privacy-warning'
>;

/** What the core calls a mistake in an argument. */
const BAD_ARGUMENTS: ReadonlySet<string> = new Set(['BAD_IDENTITY', 'BAD_PLAN']);

/** Where a client asks for what is about the network itself, each answered by a promise. */
export class NetworkDesk {
  readonly #session: Session;
  readonly #topologies = new Pending<void>();
  readonly #tests = new Pending<Omit<NodeTestResult, 'identity'>>();
  readonly #warnings: PrivacyWarning[] = [];
  #endedBy: PeapodError | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** What there is to warn of. */
  get warnings(): readonly PrivacyWarning[] {
    return [...this.#warnings];
  }

  /** Adds warnings that are not the core's. */
  warn(warnings: readonly PrivacyWarning[]): void {
    this.#warnings.push(...warnings);
  }

  /** Has a topology of the caller's used. */
  async useTopology(topology: NymTopology | string): Promise<void> {
    this.#requireOpen();
    const json = topologyText(topology);
    const { number: request, promise } = this.#topologies.open();
    this.#session.post({ kind: 'inject-topology', request, json });
    return promise;
  }

  /** Has the directory asked again. */
  async useDirectory(): Promise<void> {
    this.#requireOpen();
    const { number: request, promise } = this.#topologies.open();
    this.#session.post({ kind: 'release-topology', request });
    return promise;
  }

  /** Has a node tested. */
  async testNode(identity: string, options: NodeTestOptions): Promise<NodeTestResult> {
    this.#requireOpen();
    const { packets, timeoutMs, signal } = checkNodeTest(identity, options);
    signal?.throwIfAborted();
    const { number: test, promise } = this.#tests.open();
    const stop = onAbort(signal, (reason) => {
      this.#tests.reject(test, reason);
      this.#session.post({ kind: 'cancel-node-test', test });
    });
    this.#session.post({ kind: 'test-node', test, identity, packets, timeoutMs });
    const counted = await promise.finally(stop);
    return { identity, ...counted };
  }

  /** Takes news; answers that nobody waits for any more do no harm. */
  hear(news: NetworkNews): void {
    switch (news.kind) {
      case 'topology-taken':
        return this.#topologies.resolve(news.request, undefined);
      case 'topology-refused': {
        const code = news.code === 'NO_DIRECTORY' ? news.code : 'INVALID_TOPOLOGY';
        return this.#topologies.reject(news.request, new PeapodError(code, news.detail));
      }
      case 'node-tested': {
        const { kind: _, test, ...counted } = news;
        return this.#tests.resolve(test, counted);
      }
      case 'node-test-failed': {
        const code = BAD_ARGUMENTS.has(news.code) ? 'INVALID_ARGUMENT' : news.code;
        const fault = new PeapodError(code as PeapodErrorCode, news.detail);
        return this.#tests.reject(news.test, fault);
      }
      case 'privacy-warning':
        this.#warnings.push({ code: news.code, explanation: news.detail });
        return;
    }
  }

  /** Nothing is answered any more. */
  end(reason: PeapodError): void {
    this.#endedBy = reason;
    this.#topologies.rejectAll(reason);
    this.#tests.rejectAll(reason);
  }

  #requireOpen(): void {
    if (this.#endedBy !== undefined) {
      throw this.#endedBy;
    }
  }
}
