import { MixnetClient } from 'peapod/inline';
import { talk } from './talk.js';

talk(MixnetClient, {
  worker: () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }),
});
