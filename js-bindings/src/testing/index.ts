export { PeapodError } from '../errors.js';
export type { DirectoryFault, DirectoryRequest } from './directory.js';
export type { MixnetEvent, MixnetEventKind } from './events.js';
export type { MixNode, Mixnet, MixnetGateway, MixnetNode } from './mixnet.js';
export type { MixnetOptions } from './options.js';
export type { DirectoryAnswer } from './outputs.js';
export { startMixnet } from './start.js';
export type { MixnetStats, NetworkStats, WireStats } from './stats.js';
export type { Which, WireFaults, WirePacket } from './wires.js';
