import type { Core } from './core/core.js';
import { loadJsCore } from './core/js-core.js';
import * as build from './core.js';

/** The core as JavaScript. In a file of its own, which only engines load that need it. */
export function jsBuild(): Core {
  return loadJsCore(build);
}
