import { nodeResolve } from '@rollup/plugin-node-resolve';

export default {
  input: { main: 'src/main.js', worker: 'peapod/worker' },
  output: { entryFileNames: '[name].js' },
  plugins: [nodeResolve()],
};
