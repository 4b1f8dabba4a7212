import { parseArgs } from 'node:util';
import type { MixnetOptions } from '../testing/index.js';

/** What `peapod --help` says. */
export const USAGE = `Usage: peapod mixnet [options]

Runs a whole Nym network on this machine, until Ctrl-C: something to talk to for what
you build. Give clients the directory's URL that it prints.

  --port N        port of the directory; the gateways get those that follow.
                  Default: any that are free
  --gateways N    how many gateways, 1 to 100; default 2
  --mix-nodes N   how many mix nodes in each of the three layers, 1 to 100; default 3
  --seed N        take all keys from this number, the same in every run
  --lose P        lose this share of the packets between nodes, 0 to 1
  --delay MS      let packets between nodes arrive this much later
  --json          print where everything is as one line of JSON, and nothing else
  --until-stdin-closes
                  stop as well when standard input ends, for programs that start it
  --help          print this`;

/** A command line that cannot be used; the message is for the person who typed it. */
export class UsageError extends Error {}

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'mixnet';
      readonly options: MixnetOptions;
      readonly isJson: boolean;
      readonly untilStdinCloses: boolean;
    };

/**
 * Reads the arguments behind the program's name.
 *
 * @throws UsageError
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  if (values.help === true || args.length === 0) {
    return { kind: 'help' };
  }
  if (positionals.length !== 1 || positionals[0] !== 'mixnet') {
    throw new UsageError(`expected the command mixnet; got ${positionals.join(' ') || 'none'}`);
  }
  const port = numberOf('port', values.port);
  const gateways = numberOf('gateways', values.gateways);
  const mixNodesPerLayer = numberOf('mix-nodes', values['mix-nodes']);
  const seed = numberOf('seed', values.seed);
  const lose = numberOf('lose', values.lose);
  const delayMs = numberOf('delay', values.delay);
  const options: MixnetOptions = {
    ...(port === undefined ? {} : { port }),
    ...(gateways === undefined ? {} : { gateways }),
    ...(mixNodesPerLayer === undefined ? {} : { mixNodesPerLayer }),
    ...(seed === undefined ? {} : { seed }),
    faults: {
      ...(lose === undefined ? {} : { lose }),
      ...(delayMs === undefined ? {} : { delayMs }),
    },
  };
  const untilStdinCloses = values['until-stdin-closes'] === true;
  return { kind: 'mixnet', options, isJson: values.json === true, untilStdinCloses };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: text,
        gateways: text,
        'mix-nodes': text,
        seed: text,
        lose: text,
        delay: text,
        json: flag,
        'until-stdin-closes': flag,
        help: flag,
      },
    });
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new UsageError(`--${name}: expected a number; got ${text}`);
  }
  return value;
}
