import { NextResponse } from 'next/server';

/** Gives each visit the policy of the other apps; Next's own inline scripts get its nonce. */
export function proxy(request) {
  const nonce = crypto.randomUUID();
  const policy = process.env.POLICY.replace(
    "script-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
  );
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}
