import { MixnetClient } from 'peapod';
import { Talk } from './talk-component';

// A policy with a nonce needs a page that is rendered for each visit.
export const dynamic = 'force-dynamic';

/** A server component: the package is imported on the server, and does nothing there. */
export default function Page() {
  return (
    <main>
      <p id="server">on the server there is a {typeof MixnetClient.connect}</p>
      <Talk />
    </main>
  );
}
