import { Mailbox } from './mailbox.js';

export { Mailbox };

export default {
  /** `GET /` shows the mailbox, `POST /send?to=ADDRESS` sends what is in the body. */
  async fetch(request, env) {
    const mailbox = env.MAILBOX.getByName('mine');
    const url = new URL(request.url);
    if (request.method === 'GET' && url.pathname === '/') {
      return Response.json(await mailbox.show());
    }
    if (request.method === 'POST' && url.pathname === '/send') {
      return Response.json(await mailbox.send(url.searchParams.get('to'), await request.text()));
    }
    return new Response('GET / or POST /send?to=ADDRESS\n', { status: 404 });
  },
};
