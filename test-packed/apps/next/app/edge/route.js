import { MixnetClient } from 'peapod';

export const runtime = 'edge';

/** Says what becomes of connecting in an edge function. */
export async function GET() {
  const outcome = await MixnetClient.connect({ network: { nymApi: 'http://localhost/api' } }).then(
    () => 'connected',
    (fault) => fault.code,
  );
  return new Response(outcome);
}
