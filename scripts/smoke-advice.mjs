// What to do about a failure of the smoke run, by the error's code. Each line stands in
// docs/live-network.md as well; a test compares them.

const ADVICE = {
  DIRECTORY_UNREACHABLE:
    'No directory answered. Open the URL with /v1/epoch/current behind it in a browser on the same ' +
    'machine: that page must show JSON. If it does, Node is kept from it; it uses no proxy by itself.',
  DIRECTORY_INVALID:
    'What answered is no directory of a Nym network, or a newer one. The URL usually ends in /api.',
  NETWORK_UNUSABLE:
    'The directory lists too few nodes that are good enough. On a sandbox wait for the next epoch.',
  NO_GATEWAY:
    'No gateway fits. Leave out --gateway and --tls, or name a gateway that the directory lists.',
  GATEWAY_UNREACHABLE:
    'The gateway took no WebSocket. Run it again, which draws another one; if none can be reached, ' +
    'a firewall lets web pages through only: try --tls.',
  GATEWAY_REFUSED: 'The gateway ended the registration. Run it again, which draws another one.',
  GATEWAY_INCOMPATIBLE:
    'The gateway speaks another protocol version. Run it again; if all do, this package is too old.',
  BANDWIDTH_REFUSED:
    'The gateway wants paid credentials, which this package cannot give. Name another with --gateway.',
  CLOCK_SKEWED: 'The clock of this machine is minutes off. Set it.',
  START_TIMED_OUT: 'The start took more than a minute. Try again, or from a faster line.',
  RECIPIENT_UNREACHABLE:
    'The own gateway is no longer in the directory. Run it again, which draws another one.',
  NOT_ACKNOWLEDGED:
    'Packets left and nothing came back. Try another gateway; if it is the same with all, the ' +
    'nodes cannot open our packets: report it, with the epoch and the time.',
  NO_SURBS_LEFT: 'The answer needed more SURBs than came. Run it again; if it stays so, report it.',
  TIMED_OUT:
    'Too slow or lost. Try --patience 300 and another gateway. If it arrives then, the way is slow; ' +
    'if never, report it with the gateway.',
  WRONG_RESULT: 'This must not happen. Report it with the line above.',
};

/** One paragraph for people. */
export function adviceFor(fault) {
  return ADVICE[fault.code] ?? 'No advice for this one. Report it with the line above.';
}

/** All of it, by code. */
export const adviceByCode = Object.entries(ADVICE);
