import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The renderer. The main bundle and the preload have their own two configs in electron/tools. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: { outDir: '../dist/renderer', emptyOutDir: true, chunkSizeWarningLimit: 1200, target: 'es2023' },
});
