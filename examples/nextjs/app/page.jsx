import { Mixnet } from './mixnet.jsx';

// The environment counts when the page is asked for, not when it is built.
export const dynamic = 'force-dynamic';

export default function Page() {
  return (
    <main>
      <h1>Peapod with Next.js</h1>
      <Mixnet nymApi={process.env.NYM_API ?? 'https://validator.nymtech.net/api'} />
    </main>
  );
}
