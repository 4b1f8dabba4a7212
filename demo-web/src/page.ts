/** The elements of the page, each looked up once by its id. */
export const page = {
  lamp: byId('lamp', HTMLElement),
  state: byId('state', HTMLElement),
  progress: byId('progress', HTMLProgressElement),
  error: byId('error', HTMLElement),
  errorText: byId('error-text', HTMLElement),
  retry: byId('retry', HTMLButtonElement),
  address: byId('address', HTMLElement),
  copy: byId('copy', HTMLButtonElement),
  peer: byId('peer', HTMLInputElement),
  messages: byId('messages', HTMLOListElement),
  composer: byId('composer', HTMLFormElement),
  text: byId('text', HTMLTextAreaElement),
  send: byId('send', HTMLButtonElement),
  plot: byId('plot', HTMLCanvasElement),
  real: byId('stat-real', HTMLElement),
  cover: byId('stat-cover', HTMLElement),
  ack: byId('stat-ack', HTMLElement),
  network: byId('network', HTMLElement),
  queued: byId('queued', HTMLElement),
  core: byId('core', HTMLElement),
};

function byId<T extends HTMLElement>(id: string, type: abstract new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`the page has no element ${id} of the expected type`);
  }
  return element;
}
