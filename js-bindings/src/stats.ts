/** Counters of a client since it was made; all are packets unless the name says otherwise. */
export interface ClientStats {
  /** Packets with a fragment of a message, retransmissions included. */
  readonly realSent: number;
  /** Cover packets of both streams. */
  readonly coverSent: number;
  /** Acknowledgements of real packets. */
  readonly acksReceived: number;
  /** Acknowledgements of cover packets. */
  readonly coverAcksReceived: number;
  /** Packets with a fragment of a message. */
  readonly realReceived: number;
  /** Own cover packets that came back. */
  readonly coverReceived: number;
  /** Real packets sent again. */
  readonly retransmitted: number;
  /** Messages whose packets have all left. */
  readonly messagesSent: number;
  /** Messages handed to the application. */
  readonly messagesReceived: number;
  /** Frames, blobs and fragments dropped because they broke a rule. */
  readonly dropped: number;
  /** Packets waiting now. */
  readonly queuedPackets: number;
  /** Packets waiting for their acknowledgement now. */
  readonly unacknowledged: number;
  /** Answers to requests that nobody waited for any more, dropped. */
  readonly lateAnswers: number;
}
