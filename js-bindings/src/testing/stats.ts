/** What the nodes of a network have counted since its start. */
export interface NetworkStats {
  /** Packets that reached a node. */
  readonly packetsIn: number;
  /** Packets that a node sent on, those of its clients included. */
  readonly packetsOut: number;
  /** Payloads and acknowledgements sent to connected clients. */
  readonly pushedPayloads: number;
  /** Payloads and acknowledgements stored for absent clients. */
  readonly storedPayloads: number;
  /** Clients connected now. */
  readonly liveClients: number;
  /** Clients registered now, counted per gateway. */
  readonly registeredClients: number;
  /** Packets that nodes dropped, by the name of the rule that they broke. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** What happened to packets between nodes since the start. */
export interface WireStats {
  /** Packets lost by a fault, or because too many were on their way. */
  readonly lost: number;
  /** Packets that came later by a fault. */
  readonly delayed: number;
  /** Packets that came twice. */
  readonly duplicated: number;
  /** Packets that others overtook. */
  readonly reordered: number;
  /** Packets that came with a changed byte. */
  readonly corrupted: number;
}

/** All counters of a network. */
export interface MixnetStats extends NetworkStats {
  /** What happened between the nodes. */
  readonly wires: WireStats;
}
