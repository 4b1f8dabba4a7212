export default {
  mode: 'production',
  entry: './src/main.js',
  output: { filename: 'main.js' },
  // The core is larger than what webpack recommends for a page's first files.
  performance: { hints: false },
};
