import { defineConfig } from 'vite';

export default defineConfig({
  // Everything the pages need is bundled; small pictures stay files, so that the policy can refuse all else.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2022' },
  // `npm run dev` serves the pages alone and asks a running dashboard for the rest.
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
