// Whatever is wrong in a page without its program noticing, as the page itself can see it: not all
// drivers of browsers tell what stands on the console.

/** Tells each line that this page's console gets, each error that nobody caught and each breach. */
export function listenForComplaints(tell) {
  for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
    console[level] = (...words) => tell(`${level}: ${words.join(' ')}`);
  }
  addEventListener('error', ({ message }) => tell(`error: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => tell(`unhandled: ${reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    tell(`policy: ${violatedDirective} forbids ${blockedURI}`),
  );
}
