import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The client's worker is a module.
  worker: { format: 'es' },
  // import.meta.env.NYM_API
  envPrefix: ['VITE_', 'NYM_'],
});
