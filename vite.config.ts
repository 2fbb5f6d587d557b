import { readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import LongestFirst from './test/support/longestFirst.ts'
import { beginsAPlace, chunksOf } from './vite.chunks.ts'

// A new version is a new build: set STAYOPEN_VERSION to tell two builds of one release apart.
const version = process.env.STAYOPEN_VERSION ?? JSON.parse(readFileSync('package.json', 'utf8')).version
const testing = Boolean(process.env.VITEST)

// What a browser must show within so many seconds is asked of it alone, after everything else.
const timed = ['test/browser/inTime.test.ts']
// Every service through the screens, and how their pages fit, takes long: `npm run endure` does it. Some are taken down in
// intake.test.ts.
const long =
  process.env.STAYOPEN_ENDURE === '1'
    ? []
    : ['everyService', 'accessibleCases'].map((story) => `test/browser/${story}.test.ts`)
// What tests write for themselves lies in memory, where the machine has room: they need not wait for a disk.
const inMemory = 'test/support/inMemory.ts'
// First what mostly computes, three at a time, of which one may wait; then the stories, four at a time: they wait much of
// their time for each other's doings.
const computing = { maxWorkers: 3, sequence: { groupOrder: 0 } }
const stories = { maxWorkers: 4, sequence: { groupOrder: 1 } }
const alone = { maxWorkers: 1, sequence: { groupOrder: 2 } }

export default defineConfig(({ isSsrBuild }) => ({
  define: {
    'import.meta.env.VITE_STAYOPEN_VERSION': JSON.stringify(version),
    STAYOPEN_RELEASE: JSON.stringify(version),
  },
  plugins: [
    // Every component is written with <script setup>: the other way of writing them need not be shipped.
    vue({ features: { optionsAPI: false } }),
    !testing &&
      !isSsrBuild &&
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'src/app',
        filename: 'serviceWorker.ts',
        registerType: 'prompt',
        injectRegister: false,
        injectManifest: {
          globPatterns: ['**/*.{js,css,html,svg,png,webmanifest,wasm,json,mp3}'],
          // Pictures of the README are nothing a tablet needs.
          globIgnores: ['**/node_modules/**/*', 'readme/**'],
          maximumFileSizeToCacheInBytes: 4_000_000,
        },
        manifest: {
          name: 'StayOpen 不打烊',
          short_name: '不打烊',
          lang: 'zh-CN',
          display: 'standalone',
          start_url: '/',
          scope: '/',
          orientation: 'any',
          theme_color: '#1f5fa8',
          background_color: '#ffffff',
          icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
        },
      }),
    !testing && !isSsrBuild && compressed(),
  ],
  // The builds for browsers of this decade, which every tablet that can run the app has, without tools for developers.
  resolve: {
    alias:
      testing || isSsrBuild
        ? []
        : [
            { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' },
            {
              find: /^pinia$/,
              replacement: `${import.meta.dirname}/node_modules/pinia/dist/pinia.esm-browser.prod.js`,
            },
          ],
  },
  build: {
    manifest: !isSsrBuild,
    // What comes later lies on the tablet's disk by then: only the first parts of a place are asked for side by side.
    modulePreload: { polyfill: false, resolveDependencies: (file, parts) => (beginsAPlace(file) ? parts : []) },
    target: isSsrBuild ? 'node20' : 'es2022',
    outDir: isSsrBuild ? 'dist/server' : (process.env.STAYOPEN_APP_OUT ?? 'dist/app'),
    emptyOutDir: true,
    copyPublicDir: !isSsrBuild,
    // Says in which file each module is, for the test of first loads.
    ssrManifest: !isSsrBuild,
    rolldownOptions: isSsrBuild
      ? {}
      : {
          output: {
            codeSplitting: {
              groups: [
                {
                  name: chunksOf(import.meta.dirname),
                  debugName: 'first loads and families',
                  includeDependenciesRecursively: false,
                },
              ],
            },
          },
        },
  },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', proxy: { '/api': process.env.STAYOPEN_DEV_SERVER ?? 'http://127.0.0.1:7316' } },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          globalSetup: inMemory,
          isolate: false,
          include: ['test/{log,domain,content,device,server,laws,bench}/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 60_000,
          ...computing,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          environment: 'happy-dom',
          globalSetup: inMemory,
          isolate: false,
          setupFiles: 'test/support/freshPage.ts',
          include: ['test/app/**/*.test.ts'],
          testTimeout: 60_000,
          ...computing,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          environment: 'node',
          globalSetup: [inMemory, 'test/support/browserAndApp.ts'],
          isolate: false,
          include: ['test/{journeys,faults,browser}/**/*.test.ts'],
          exclude: [...timed, ...long],
          testTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 180_000,
          ...stories,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'timed',
          environment: 'node',
          globalSetup: 'test/support/browserAndApp.ts',
          isolate: false,
          include: timed,
          testTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 180_000,
          ...alone,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          environment: 'node',
          globalSetup: 'test/support/browserAndApp.ts',
          // Told by a command of its own, which looks what is on this machine.
          include: process.env.STAYOPEN_ENGINES?.split(',').map((name) => `test/engines/${name}.test.ts`) ?? [],
          testTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 180_000,
          maxWorkers: 2,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'bench',
          environment: 'node',
          globalSetup: 'test/bench/ledger.ts',
          // One after the other: what one measures is no load for another.
          maxWorkers: 1,
          include: [],
          benchmark: { include: ['test/bench/**/*.bench.ts'] },
        },
      },
    ],
  },
}))

/**
 * Writes what compresses a second time as `.gz` beside it, once everything else of the build is there: the hall server
 * sends that, instead of compressing the same file for every tablet.
 */
function compressed(): Plugin {
  let folder = ''
  return {
    name: 'stayopen:compressed',
    apply: 'build',
    configResolved({ root, build }) {
      folder = path.resolve(root, build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler(fault) {
        if (fault) return
        const names = await readdir(folder, { recursive: true })
        for (const name of names.filter((each) => /\.(js|css|html|svg|json|wasm|webmanifest)$/.test(each))) {
          const file = path.join(folder, name)
          await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }))
        }
      },
    },
  }
}
