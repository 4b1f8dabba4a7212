import common from './vite.config.js';

/** The development server of Vite 7 moves packages away from the files beside them. */
export default {
  ...common,
  optimizeDeps: { ...common.optimizeDeps, exclude: ['peapod'] },
};
