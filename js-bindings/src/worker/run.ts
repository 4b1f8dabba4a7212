import type { OutputOf } from '../outputs.js';
import type { PreparedSession, Session, SessionNews, SessionRequest } from '../session.js';
import type { Member } from './member.js';
import { Routes } from './routes.js';

/**
 * One session and the pages that share it. News about what a page asked for go to that page, all
 * others to every page. The session ends when the last page has left.
 */
export class Run {
  readonly backend: 'wasm' | 'js';
  readonly #session: Session;
  /** Called once, when no page may join any more. */
  readonly #ending: () => void;
  /** Whether messages are kept from one run to the next, so that they do not end with their page. */
  readonly #keepsMessages: boolean;
  readonly #members = new Set<Member>();
  readonly #messages = new Routes<Member>();
  readonly #requests = new Routes<Member>();
  readonly #tests = new Routes<Member>();
  /** Who asked for counters, in the order of the answers. */
  readonly #stats: Member[] = [];
  /** What a page that joins later has missed, by kind; the core warns of each thing once. */
  readonly #warnings: SessionNews[] = [];
  #stage: SessionNews | undefined;
  #ready: SessionNews | undefined;
  /** The page that had it begin, which is there to hear of what goes on from an earlier run. */
  #starter: Member | undefined;
  #isOver = false;

  constructor(prepared: PreparedSession, ending: () => void, keepsMessages: boolean) {
    this.backend = prepared.backend;
    this.#ending = ending;
    this.#keepsMessages = keepsMessages;
    this.#session = prepared.listen((news) => this.#hear(news));
  }

  /** Whether no page is here. */
  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  /** A page takes part. */
  join(member: Member): void {
    this.#members.add(member);
    member.opened(this.backend);
  }

  /**
   * A page takes part no longer. What it had not sent yet is held back, unless it is kept.
   *
   * @param isGone whether it went without a word, and so may not have seen what it was told last
   */
  leave(member: Member, isGone: boolean): void {
    if (!this.#members.has(member)) {
      return;
    }
    if (this.#members.size === 1) {
      this.#endFor(isGone);
      return;
    }
    this.#members.delete(member);
    this.#leaveMessagesOf(member);
    for (const test of this.#tests.removeAllOf(member)) {
      this.#session.post({ kind: 'cancel-node-test', test });
    }
    this.#requests.removeAllOf(member);
    member.tell({ kind: 'closed' });
  }

  #leaveMessagesOf(member: Member): void {
    if (this.#keepsMessages) {
      this.#messages.abandonAllOf(member);
      return;
    }
    for (const message of this.#messages.removeAllOf(member)) {
      this.#session.post({ kind: 'cancel', message });
    }
  }

  /** Ends the session; `closed` follows. */
  end(): void {
    this.#endFor(false);
  }

  /** A message that came when nobody was there any more shall come to the next page. */
  #endFor(isGone: boolean): void {
    this.#ending();
    this.#session.post({ kind: isGone && this.#keepsMessages ? 'abandon' : 'close' });
  }

  /** A page asks for something. */
  take(
    member: Member,
    request: Exclude<SessionRequest, { readonly kind: 'close' | 'abandon' }>,
  ): void {
    if (this.#isOver) {
      member.tell({ kind: 'closed' });
      return;
    }
    switch (request.kind) {
      case 'start':
        return this.#start(member);
      case 'stats':
        this.#stats.push(member);
        return this.#session.post(request);
      case 'send':
      case 'send-anonymous':
      case 'reply': {
        const message = this.#messages.add(member, request.message);
        return this.#session.post({ ...request, message });
      }
      case 'inject-topology':
      case 'release-topology': {
        const number = this.#requests.add(member, request.request);
        return this.#session.post({ ...request, request: number });
      }
      case 'test-node':
        return this.#session.post({ ...request, test: this.#tests.add(member, request.test) });
      case 'cancel':
      case 'cancel-node-test':
        return this.#cancel(member, request);
    }
  }

  /** The first page starts the session, the others are told how it stands. */
  #start(member: Member): void {
    member.isListening = true;
    if (this.#starter === undefined) {
      this.#starter = member;
      this.#session.post({ kind: 'start' });
      return;
    }
    for (const news of [...this.#warnings, this.#stage, this.#ready]) {
      if (news !== undefined) {
        member.tell(news);
      }
    }
  }

  #cancel(
    member: Member,
    request: Extract<SessionRequest, { kind: 'cancel' | 'cancel-node-test' }>,
  ): void {
    if (request.kind === 'cancel') {
      const message = this.#messages.find(member, request.message);
      if (message !== undefined) {
        this.#session.post({ kind: 'cancel', message });
      }
      return;
    }
    const test = this.#tests.find(member, request.test);
    if (test !== undefined) {
      this.#tests.take(test);
      this.#session.post({ kind: 'cancel-node-test', test });
    }
  }

  #hear(news: SessionNews): void {
    switch (news.kind) {
      case 'stage':
        this.#stage = news;
        return this.#tellAll(news);
      case 'ready':
        this.#ready = news;
        return this.#tellAll(news);
      case 'privacy-warning':
        this.#warnings.push(news);
        return this.#tellAll(news);
      case 'closed':
        this.#isOver = true;
        this.#ending();
        return this.#tellAll(news);
      case 'stats':
        return this.#stats.shift()?.tell(news);
      case 'resumed':
        return this.#resume(news);
      default:
        return this.#hearAnswer(news);
    }
  }

  /** News that may be about what one page asked for. */
  #hearAnswer(news: SessionNews): void {
    switch (news.kind) {
      case 'progress':
      case 'sent': {
        const route = this.#messages.get(news.message);
        return route?.member?.tell({ ...news, message: route.number });
      }
      case 'acknowledged':
      case 'send-failed': {
        const route = this.#messages.take(news.message);
        return route?.member?.tell({ ...news, message: route.number });
      }
      case 'topology-taken':
      case 'topology-refused': {
        const route = this.#requests.take(news.request);
        return route?.member?.tell({ ...news, request: route.number });
      }
      case 'node-tested':
      case 'node-test-failed': {
        const route = this.#tests.take(news.test);
        return route?.member?.tell({ ...news, test: route.number });
      }
      default:
        return this.#tellAll(news);
    }
  }

  #resume(news: OutputOf<'resumed'>): void {
    this.#messages.adopt(this.#starter, news.message);
    this.#starter?.tell(news);
  }

  /** The last page may have the bytes themselves. */
  #tellAll(news: SessionNews): void {
    const listening = [...this.#members].filter((member) => member.isListening);
    for (const [i, member] of listening.entries()) {
      member.tell(news, i === listening.length - 1);
    }
  }
}
