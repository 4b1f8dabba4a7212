import { nodeResolve } from '@rollup/plugin-node-resolve';

export default { input: 'src/inline.js', plugins: [nodeResolve()] };
